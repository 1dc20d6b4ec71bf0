import { SuretyError } from "@surety/model/errors";
import type { Report } from "@surety/report/report";
import { renderJunit } from "@surety/report/render-junit";
import { renderMarkdown } from "@surety/report/render-markdown";
import { renderSarif } from "@surety/report/render-sarif";
import type { FastifyRequest } from "fastify";
import type { RestMeta } from "../procedure.ts";
import { invalidInput } from "../problem-of.ts";

/** How an answer that has a report can be given, in the order of preference; the media types of each, its own first. */
export const ANSWER_FORMATS = {
  json: { mediaTypes: ["application/json"], render: null },
  markdown: { mediaTypes: ["text/markdown"], render: renderMarkdown },
  sarif: { mediaTypes: ["application/sarif+json"], render: renderSarif },
  junit: { mediaTypes: ["application/xml", "text/xml"], render: renderJunit },
} as const satisfies Record<
  string,
  { readonly mediaTypes: readonly [string, ...string[]]; readonly render: ((report: Report) => string) | null }
>;

export type AnswerFormat = keyof typeof ANSWER_FORMATS;
const ONLY_JSON: readonly AnswerFormat[] = ["json"];
const NAMES = Object.keys(ANSWER_FORMATS) as readonly AnswerFormat[];

/** The query parameter that names a format, where a header is a nuisance: in a browser, in a download link. */
export const FORMAT_PARAMETER = "format";

/**
 * What the request wants: the `format` of the query, else the best of `Accept` (RFC 9110, section 12.5.1), else JSON.
 * Throws `invalid_input` or `not_acceptable`.
 */
export function wantedFormat(
  { query, headers }: Pick<FastifyRequest, "query" | "headers">,
  { report, success }: Pick<RestMeta, "report" | "success">,
): AnswerFormat {
  if (success.every((status) => status === 204)) return "json";
  const given = report === undefined ? ONLY_JSON : NAMES;
  const asked: unknown = typeof query === "object" && query !== null ? Reflect.get(query, FORMAT_PARAMETER) : undefined;
  if (asked !== undefined && report !== undefined) {
    const named = NAMES.find((name) => name === asked);
    if (named === undefined) throw invalidInput([{ pointer: `/${FORMAT_PARAMETER}`, detail: `is one of ${NAMES.join(", ")}` }]);
    return named;
  }
  const { accept } = headers;
  if (accept === undefined || accept.trim() === "") return "json";
  const ranges = accept.split(",").map(readRange);
  // A browser that opens the address lists application/xml among the pages that it shows, and means none of these.
  if (ranges.some(({ range }) => range === "text/html")) return "json";
  const weighed = given.map((name) => ({
    name,
    weight: Math.max(...ANSWER_FORMATS[name].mediaTypes.map((type) => weightOf(type, ranges))),
  }));
  const best = weighed.reduce((one, other) => (other.weight > one.weight ? other : one));
  if (best.weight > 0) return best.name;
  const types = given.map((name) => ANSWER_FORMATS[name].mediaTypes[0]).join(", ");
  const detail = `This address answers with ${types}; Accept asks for ${accept.slice(0, 200)}.`;
  throw new SuretyError("not_acceptable", detail, report === undefined ? { hint: "Ask for application/json." } : {});
}

interface Range {
  readonly range: string;
  readonly weight: number;
}

function readRange(text: string): Range {
  const [range = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
  const weight = Number(quality);
  return { range, weight: quality !== "" && weight >= 0 && weight <= 1 ? weight : 0 };
}

/** The most specific range that matches decides. */
function weightOf(mediaType: string, ranges: readonly Range[]): number {
  const group = `${mediaType.split("/", 1)[0]}/*`;
  for (const wanted of [mediaType, group, "*/*"]) {
    const weights = ranges.flatMap(({ range, weight }) => (range === wanted ? [weight] : []));
    if (weights.length > 0) return Math.max(...weights);
  }
  return 0;
}
