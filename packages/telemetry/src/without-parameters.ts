/** A failed query's message without the values that it was sent with: a session's token can be among them. */
export function withoutParameters(text: string): string {
  return text.replaceAll(/\nparams:[\s\S]*?(?=\n {4}at |$)/g, "\nparams: [hidden]");
}
