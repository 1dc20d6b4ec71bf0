import { MAX_CONTRACT_BYTES, type ContractSummary } from "@surety/model/contracts";
import { SuretyError } from "@surety/model/errors";
import type { Deps } from "../deps.ts";
import { refuseEngineFailure } from "../engine-failure.ts";

const LISTED = 50;

/**
 * Reads a document in the sandbox.
 * @throws SuretyError `document_too_large`, `not_a_contract` with line and column of each problem, `document_too_complex`, `overloaded`
 */
export async function readContract(deps: Pick<Deps, "engines">, document: Uint8Array): Promise<ContractSummary> {
  if (document.byteLength > MAX_CONTRACT_BYTES) {
    throw new SuretyError(
      "document_too_large",
      `The document has ${document.byteLength} bytes; documents of up to ${MAX_CONTRACT_BYTES} bytes are read.`,
    );
  }
  const answer = await deps.engines.read(document);
  if (!answer.ok) throw refuseEngineFailure(answer);
  if (answer.result.readable) return answer.result.summary;
  const problems = answer.result.problems
    .filter((problem) => problem.fatal)
    .concat(answer.result.problems.filter((problem) => !problem.fatal));
  const first = problems[0];
  const detail = first === undefined ? "The document cannot be read." : `Line ${first.line}, column ${first.column}: ${first.message}`;
  throw new SuretyError("not_a_contract", detail, {
    ...(first?.hint === undefined ? {} : { hint: first.hint }),
    errors: problems.slice(0, LISTED).map(({ pointer, message, line, column }) => ({ pointer, detail: message, line, column })),
  });
}
