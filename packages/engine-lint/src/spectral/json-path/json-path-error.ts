/** A path or filter that cannot be read; the message says where. */
export class JsonPathError extends Error {
  override readonly name = "JsonPathError";

  constructor(message: string, text: string, offset: number) {
    super(`${message} at character ${offset + 1} of \`${text.slice(0, 200)}\``);
  }
}
