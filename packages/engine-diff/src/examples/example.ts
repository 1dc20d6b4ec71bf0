/** Where the fragments of an example stand in a contract. */
export type ExamplePlace =
  | "request-schema"
  | "response-schema"
  | "request-body"
  | "form"
  | "parameter"
  | "response"
  | "responses"
  | "operation"
  | "path"
  | "document";

/** A change in two fragments of YAML, the smallest that show it. */
export interface ChangeExample {
  readonly place: ExamplePlace;
  readonly base: string;
  readonly revision: string;
  /** Kinds that are reported beside it in any case. */
  readonly besides?: readonly string[];
}

/** Lines before a fragment, and how far it is indented. The comment tells readers where they are. */
const PLACES: {
  readonly [place in ExamplePlace]: { readonly comment: string; readonly lines: readonly string[]; readonly indent: number };
} = {
  "request-schema": {
    comment: "schema of the JSON body that clients send",
    lines: [
      "  /orders:",
      "    post:",
      '      responses: {"201": {description: created}}',
      "      requestBody:",
      "        required: true",
      "        content:",
      "          application/json:",
      "            schema:",
    ],
    indent: 14,
  },
  "response-schema": {
    comment: "schema of the JSON body that the server sends",
    lines: [
      "  /orders:",
      "    get:",
      "      responses:",
      '        "200":',
      "          description: ok",
      "          content:",
      "            application/json:",
      "              schema:",
    ],
    indent: 16,
  },
  "request-body": {
    comment: "POST /orders",
    lines: ["  /orders:", "    post:", '      responses: {"201": {description: created}}'],
    indent: 6,
  },
  form: {
    comment: "POST /orders, content of the request body",
    lines: ["  /orders:", "    post:", '      responses: {"201": {description: created}}', "      requestBody:", "        content:"],
    indent: 10,
  },
  parameter: {
    comment: "parameters of GET /orders",
    lines: ["  /orders:", "    get:", '      responses: {"200": {description: ok}}', "      parameters:"],
    indent: 8,
  },
  response: {
    comment: "GET /orders/{id}, response 200",
    lines: [
      "  /orders/{id}:",
      "    get:",
      "      operationId: getOrder",
      "      responses:",
      '        "200":',
      "          description: ok",
    ],
    indent: 10,
  },
  responses: { comment: "responses of POST /orders", lines: ["  /orders:", "    post:", "      responses:"], indent: 8 },
  operation: { comment: "GET /orders", lines: ["  /orders:", "    get:", '      responses: {"200": {description: ok}}'], indent: 6 },
  path: { comment: "/orders", lines: ["  /orders:"], indent: 4 },
  document: { comment: "the contract", lines: [], indent: 0 },
};

/** A fragment as readers see it: under a comment that says where it stands. */
export function exampleText(place: ExamplePlace, fragment: string): string {
  return `# ${PLACES[place].comment}\n${fragment === "" ? "# (nothing)" : fragment}\n`;
}

/** The whole contract around a fragment. */
export function exampleDocument(place: ExamplePlace, fragment: string): string {
  const { lines, indent } = PLACES[place];
  const inner = fragment === "" ? [] : fragment.split("\n").map((line) => " ".repeat(indent) + line);
  if (place === "document") {
    const info = /^info:/m.test(fragment) ? [] : ['info: {title: Orders, version: "1"}'];
    const paths = /^paths:/m.test(fragment) ? [] : ['paths: {/orders: {get: {responses: {"200": {description: ok}}}}}'];
    return [`openapi: 3.1.0`, ...info, ...paths, ...inner, ""].join("\n");
  }
  const head =
    fragment === "" && lines.at(-1)?.endsWith(":") === true
      ? [...lines.slice(0, -1), `${lines.at(-1)} ${place === "parameter" ? "[]" : "{}"}`]
      : lines;
  return ["openapi: 3.1.0", 'info: {title: Orders, version: "1"}', "paths:", ...head, ...inner, ""].join("\n");
}
