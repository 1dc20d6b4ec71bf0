import { syntheticContract } from "../synthetic-contract.ts";

const PLACE = '"title":"Synthetic"';
const TITLE = "Load 00000000";

/** Makes documents of about so many bytes, each another one. */
export function documentsOf(bytes: number): () => Uint8Array {
  const one = syntheticContract(50, false).length / 50;
  const template = Buffer.from(syntheticContract(Math.floor(bytes / one), false).replace(PLACE, `"title":"${TITLE}"`));
  const at = template.indexOf(TITLE) + TITLE.length;
  let count = 0;
  return () => {
    count += 1;
    const document = Buffer.from(template);
    const digits = String(count);
    document.write(digits, at - digits.length, "latin1");
    return document;
  };
}
