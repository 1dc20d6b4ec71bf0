import { contractBytes, digestOf } from "../contracts.ts";
import type { Fault } from "../fault.ts";

const AT_ONCE = 50;
const SERVICE = "raced";

export const publishFaults: readonly Fault[] = [
  {
    kind: "fifty publish one version",
    weight: 3,
    /** One of the two documents wins: 201 once, 200 for those with the same bytes, 409 for the others. */
    async strike({ installation: { api }, journal, random }) {
      const version = `raced-${random.between(0, 1e9)}`;
      const documents = ["one", "two"].map((name) => contractBytes(`${version} ${name}`, false));
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, index) => {
          const bytes = documents[index % 2] ?? new Uint8Array();
          const answer = await api.call("PUT", `/v1/services/${SERVICE}/versions/${version}`, bytes);
          return { bytes, status: answer?.status };
        }),
      );
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      const account = `${count(201)} × 201, ${count(200)} × 200, ${count(409)} × 409, ${count(503)} × 503`;
      const winners = answers.filter(({ status }) => status === 200 || status === 201);
      const digests = new Set(winners.map(({ bytes }) => digestOf(bytes)));
      const isRight = count(201) === 1 && digests.size === 1 && count(200) + count(201) + count(409) + count(503) === AT_ONCE;
      if (!isRight) journal.violate("I1", `${AT_ONCE} publishes of one version were answered with ${account}`);
      const [winner] = winners;
      if (winner !== undefined)
        journal.acknowledged.push({ service: SERVICE, version, bytes: winner.bytes, digest: digestOf(winner.bytes), isBreaking: false });
      return account;
    },
  },
];
