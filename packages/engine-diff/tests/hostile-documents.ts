import { SHOP } from "./shop.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (readonly number[] | string)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : [...part])));
const utf16 = (text: string, little: boolean): Uint8Array =>
  Uint8Array.from([
    ...(little ? [0xff, 0xfe] : [0xfe, 0xff]),
    ...text
      .split("")
      .flatMap((letter) =>
        little ? [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8] : [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255],
      ),
  ]);

const HEAD = '"openapi":"3.1.0","info":{"title":"a","version":"1"}';
const YAML = "openapi: 3.1.0\ninfo: {title: a, version: '1'}\n";
/** A document whose one body has a schema, with named schemas beside it. */
const body = (schema: string, schemas = "{}"): string =>
  `{${HEAD},"paths":{"/a":{"post":{"requestBody":{"content":{"application/json":{"schema":${schema}}}},"responses":{"200":{"description":"","content":{"application/json":{"schema":${schema}}}}}}}},"components":{"schemas":${schemas}}}`;
const ref = (name: string): string => `{"$ref":"#/components/schemas/${name}"}`;
const times = (count: number, one: (index: number) => string, separator = ","): string =>
  Array.from({ length: count }, (_, index) => one(index)).join(separator);
const chain = (count: number, one: (next: string) => string, last: string): string =>
  `{${times(count, (index) => `"S${index}":${index === count - 1 ? last : one(ref(`S${index + 1}`))}`)}}`;

/** Documents that ask for too much, or are none: each has to be read or refused with a reason, in bounded time. */
export const HOSTILE: { readonly [name: string]: () => Uint8Array } = {
  nothing: () => bytes(),
  "white space": () => utf8(" \n\t\r\n"),
  "a byte order mark": () => bytes([0xef, 0xbb, 0xbf], JSON.stringify(SHOP)),
  "a byte order mark before YAML": () => bytes([0xef, 0xbb, 0xbf], `${YAML}paths: {}\n`),
  "two byte order marks": () => bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], JSON.stringify(SHOP)),
  "UTF-16, little end first": () => utf16(JSON.stringify(SHOP), true),
  "UTF-16, big end first": () => utf16(JSON.stringify(SHOP), false),
  "bytes that are no text": () => Uint8Array.from({ length: 4096 }, (_, index) => (index * 167) & 255),
  "one broken byte in a text": () => bytes(`{${HEAD},"paths":{"/a`, [0xc3, 0x28], '":{}}}'),
  "NUL in YAML": () => utf8(`${YAML}paths: {/a\u0000: {}}\n`),
  "NUL in a name": () => utf8(`{${HEAD},"paths":{"/a\\u0000b":{"get":{"responses":{"200":{"description":"\\u0000"}}}}}}`),
  "lone surrogates": () =>
    utf8(
      body(
        '{"type":"object","properties":{"\\ud800":{"type":"string","enum":["\\udfff","a"],"pattern":"\\ud83d"}},"required":["\\ud800"]}',
      ),
    ),
  "control characters": () => utf8(`${YAML}paths: {"/a\u0007": {}}\n`),
  "names of prototypes": () =>
    utf8(
      body(
        `{"type":"object","properties":{"__proto__":${ref("__proto__")},"constructor":{"type":"string"},"toString":{},"hasOwnProperty":{"type":"integer"}},"required":["__proto__","toString"]}`,
        '{"__proto__":{"type":"object","properties":{"__proto__":{"type":"null"}}},"constructor":{}}',
      ),
    ),
  "empty names": () =>
    utf8(
      `{${HEAD},"paths":{"":{"get":{"operationId":"","parameters":[{"name":"","in":"query","schema":{}}],"responses":{"":{},"200":{"description":"","headers":{"":{}},"content":{"":{}},"links":{"":{}}}}}},"/{}":{"get":{"responses":{}}},"/{}/{}":{"get":{"responses":{}}}},"components":{"schemas":{"":{"properties":{"":{"$ref":"#/components/schemas/"}}}}}}`,
    ),
  "names twice": () =>
    utf8(`{${HEAD},"paths":{"/a":{"get":{"responses":{}},"get":{"responses":{"200":{"description":""}}}},"/a":{}},"paths":{}}`),
  "names twice in YAML": () => utf8(`${YAML}paths:\n  /a: {get: {responses: {}}}\n  /a: {put: {responses: {}}}\n`),
  "the largest numbers": () =>
    utf8(
      body('{"type":"number","minimum":-1e400,"maximum":1e400,"multipleOf":1e-400,"enum":[1e400,-1e400,9007199254740993,1e308,5e-324]}'),
    ),
  "limits that are no sizes": () =>
    utf8(body('{"type":"string","minLength":-1,"maxLength":1e308,"minItems":0.5,"maxItems":-0,"multipleOf":0,"minimum":"1"}')),
  "limits that leave nothing": () =>
    utf8(body('{"type":"array","minItems":9007199254740991,"items":{"type":"string","minLength":4294967296,"maxLength":4294967297}}')),
  "numbers of many digits": () => utf8(body(`{"type":"number","minimum":${"9".repeat(100_000)},"maximum":0.${"1".repeat(100_000)}}`)),
  "brackets without end": () => utf8("[".repeat(1_000_000)),
  "braces without end": () => utf8('{"a":'.repeat(500_000)),
  "brackets in YAML": () => utf8(`${YAML}x: ${"[".repeat(100_000)}`),
  "lines that go deeper": () => utf8(`${YAML}${times(3000, (index) => `${" ".repeat(index)}a:`, "\n")}`),
  "dashes that go deeper": () => utf8(`${YAML}x:\n ${"- ".repeat(100_000)}a`),
  "question marks": () => utf8(`${YAML}${"? ".repeat(50_000)}a`),
  "a schema of a hundred levels": () => utf8(body(`${'{"properties":{"a":'.repeat(40)}{}${"}}".repeat(40)}`)),
  "a billion laughs": () =>
    utf8(
      `${YAML}x:\n${times(12, (index) => `  a${index}: &a${index} [${index === 0 ? "lol" : times(10, () => `*a${index - 1}`)}]`, "\n")}\n`,
    ),
  "a billion laughs of schemas": () =>
    utf8(
      `${YAML}x:\n${times(30, (index) => `  a${index}: &a${index} {type: object, properties: {${index === 0 ? "p: {type: string}" : `p: *a${index - 1}, q: *a${index - 1}`}}}`, "\n")}\npaths: {/a: {get: {responses: {'200': {description: '', content: {application/json: {schema: *a29}}}}}}}\n`,
    ),
  "merge keys that double": () =>
    utf8(
      `${YAML}x:\n${times(40, (index) => `  a${index}: &a${index} {${index === 0 ? "k: v" : `<<: [*a${index - 1}, *a${index - 1}], k${index}: v`}}`, "\n")}\n`,
    ),
  "an alias of itself": () => utf8(`${YAML}paths: &a {/a: *a}\n`),
  "an alias without anchor": () => utf8(`${YAML}paths: *nowhere\n`),
  "anchors by the thousand": () => utf8(`${YAML}x:\n${times(50_000, (index) => `  - &a${index} ${index}`, "\n")}\n`),
  "aliases by the hundred thousand": () => utf8(`${YAML}a: &a {type: string}\nx: [${times(200_000, () => "*a")}]\n`),
  "tags that make things": () => utf8(`${YAML}paths: !!python/object/apply:os.system ["id"]\nx: !!js/function "function () {}"\n`),
  "several documents": () => utf8(`${YAML}paths: {}\n---\n${YAML}paths: {}\n`),
  directives: () => utf8(`%YAML 9.9\n%TAG ! tag:x,2000:\n---\n${YAML}paths: {}\n`),
  "keys that are no text": () => utf8(`${YAML}paths: {? [a, b] : {}, 1: {}, null: {}, true: {}, {a: b}: {}}\n`),
  "dates and octals": () =>
    utf8(`${YAML}paths: {/a: {get: {responses: {0o200: {description: 2020-01-01}, 2_0_0: {description: no}, .inf: {}, .nan: {}}}}}\n`),
  "one long line": () => utf8(`{${HEAD},"x-a":"${"a".repeat(3_000_000)}","paths":{"/a":{"get":{"responses":[]}}}}`),
  "a long name": () =>
    utf8(
      `{${HEAD},"paths":{"/${"a".repeat(300_000)}":{"get":{"responses":{"200":{"description":""}}}}},"components":{"schemas":{"${"s".repeat(300_000)}":{}}}}`,
    ),
  "paths by the hundred thousand": () => utf8(`{${HEAD},"paths":{${times(100_000, (index) => `"/p${index}":{"get":{"responses":{}}}`)}}}`),
  "properties by the hundred thousand": () =>
    utf8(
      body(
        `{"type":"object","properties":{${times(100_000, (index) => `"p${index}":{}`)}},"required":[${times(100_000, (index) => `"p${index}"`)}]}`,
      ),
    ),
  "an enum of a hundred thousand": () => utf8(body(`{"enum":[${times(100_000, String)}]}`)),
  "choices by the hundred thousand": () => utf8(body(`{"oneOf":[${times(100_000, (index) => `{"const":${index}}`)}]}`)),
  "choices of objects by the thousand": () =>
    utf8(
      body(
        `{"oneOf":[${times(3000, (index) => `{"type":"object","properties":{"k${index}":{"type":"string","minLength":${index}}},"required":["k${index}"]}`)}]}`,
      ),
    ),
  "parts by the hundred thousand": () => utf8(body(`{"allOf":[${times(100_000, (index) => `{"maxLength":${index + 1}}`)}]}`)),
  "parameters by the ten thousand": () =>
    utf8(
      `{${HEAD},"paths":{"/a":{"get":{"parameters":[${times(20_000, (index) => `{"name":"p${index}","in":"query","schema":{"type":"string"}}`)}],"responses":{}}}}}`,
    ),
  "types by the thousand": () => utf8(body(`{"type":[${times(10_000, () => '"string"')}]}`)),
  "a schema that is itself": () => utf8(body(ref("A"), `{"A":${ref("A")}}`)),
  "schemas that are each other": () => utf8(body(ref("A"), `{"A":${ref("B")},"B":${ref("C")},"C":${ref("A")}}`)),
  "a part that is the whole": () => utf8(body(ref("A"), `{"A":{"allOf":[${ref("A")}],"type":"string"}}`)),
  "a choice that is the whole": () => utf8(body(ref("A"), `{"A":{"oneOf":[${ref("A")},{"type":"string"}]},"B":{"anyOf":[${ref("B")}]}}`)),
  "the opposite of itself": () => utf8(body(ref("A"), `{"A":{"not":${ref("A")}}}`)),
  "a property that has to be there for ever": () =>
    utf8(body(ref("A"), `{"A":{"type":"object","required":["a"],"properties":{"a":${ref("A")}}}}`)),
  "a condition on itself": () => utf8(body(ref("A"), `{"A":{"if":${ref("A")},"then":${ref("A")},"else":${ref("A")}}}`)),
  "references to the document": () =>
    utf8(body('{"properties":{"a":{"$ref":"#"},"b":{"$ref":"#/"},"c":{"$ref":""},"d":{"$ref":"#/paths"},"e":{"$ref":"#/info/title"}}}')),
  "references through themselves": () =>
    utf8(body(ref("A/properties/a"), `{"A":{"properties":{"a":${ref("A/properties/a/properties/a")}}}}`)),
  "a chain of references": () =>
    utf8(
      body(
        ref("S0"),
        chain(20_000, (next) => next, '{"type":"string"}'),
      ),
    ),
  "a chain of parts": () =>
    utf8(
      body(
        ref("S0"),
        chain(5000, (next) => `{"allOf":[${next},{"type":"object"}]}`, '{"type":"object"}'),
      ),
    ),
  "a chain that doubles": () =>
    utf8(
      body(
        ref("S0"),
        chain(60, (next) => `{"type":"object","properties":{"a":${next},"b":${next}},"required":["a","b"]}`, '{"type":"string"}'),
      ),
    ),
  "a chain of choices that doubles": () =>
    utf8(
      body(
        ref("S0"),
        chain(40, (next) => `{"anyOf":[${next},{"allOf":[${next}]}]}`, '{"type":"string","maxLength":3}'),
      ),
    ),
  "a chain of choices that exclude": () =>
    utf8(
      body(
        ref("S0"),
        chain(
          25,
          (next) => `{"oneOf":[{"type":"object","properties":{"a":${next}}},{"type":"array","items":${next}},{"not":${next}}]}`,
          '{"type":"string"}',
        ),
      ),
    ),
  "everything refers to everything": () =>
    utf8(
      body(
        ref("S0"),
        `{${times(150, (index) => `"S${index}":{"type":"object","properties":{${times(150, (other) => `"p${other}":${ref(`S${other}`)}`)}}}`)}}`,
      ),
    ),
  "path items, parameters and responses that are themselves": () =>
    utf8(
      `{${HEAD},"paths":{"/a":{"$ref":"#/paths/~1a"},"/b":{"$ref":"#/paths/~1c"},"/c":{"$ref":"#/paths/~1b"},"/d":{"parameters":[{"$ref":"#/components/parameters/P"}],"get":{"requestBody":{"$ref":"#/components/requestBodies/B"},"responses":{"200":{"$ref":"#/components/responses/R"}}}}},"components":{"parameters":{"P":{"$ref":"#/components/parameters/P"}},"requestBodies":{"B":{"$ref":"#/components/requestBodies/B"}},"responses":{"R":{"$ref":"#/components/responses/R"}}}}`,
    ),
  "callbacks in callbacks": () =>
    utf8(`{${HEAD},"paths":{"/a":{"post":{"responses":{},"callbacks":{"c":{"{$url}":{"$ref":"#/paths/~1a"}}}}}}}`),
  "ids that lead around": () =>
    utf8(
      body(
        '{"$id":"https://a/","$ref":"b"}',
        '{"A":{"$id":"b","$ref":"https://a/c"},"B":{"$id":"https://a/c","$ref":"#x"},"C":{"$anchor":"x","$ref":"b"},"D":{"$id":":::","$ref":"%"},"E":{"$id":"https://a/b","$id2":1}}',
      ),
    ),
  "references with broken percent signs": () =>
    utf8(
      body(
        '{"anyOf":[{"$ref":"#/components/schemas/%"},{"$ref":"#/components/schemas/%ZZ"},{"$ref":"#/%00"},{"$ref":"#/~"},{"$ref":"#/~2"},{"$ref":"%23/a"}]}',
      ),
    ),
  "references to elsewhere": () =>
    utf8(
      body(
        '{"anyOf":[{"$ref":"file:///etc/passwd"},{"$ref":"http://169.254.169.254/"},{"$ref":"../../a.yaml#/A"},{"$ref":"//host"},{"$ref":"javascript:1"}]}',
      ),
    ),
  "patterns that take for ever": () =>
    utf8(
      body(
        '{"type":"string","pattern":"^(a+)+$","anyOf":[{"pattern":"(x+x+)+y"},{"pattern":"^(([a-z])+.)+[A-Z]([a-z])+$"},{"pattern":"(.*)*(.*)*(.*)*z"}]}',
      ),
    ),
  "patterns with large counts": () =>
    utf8(
      body(
        '{"type":"string","pattern":"^(?:[a-z]{1,1000}){1,1000}$","allOf":[{"pattern":"^.{0,65535}$"},{"pattern":"(?=.*a)(?=.*b)(?!.*c)\\\\1"}]}',
      ),
    ),
  "patterns that are none": () =>
    utf8(body('{"type":"string","pattern":"(","patternProperties":{"[":{}},"propertyNames":{"pattern":"\\\\"},"format":""}')),
  "a long pattern": () => utf8(body(`{"type":"string","pattern":"^(?:${times(20_000, (index) => `w${index}`, "|")})$"}`)),
  "media types and statuses without sense": () =>
    utf8(
      `{${HEAD},"paths":{"/a":{"post":{"requestBody":{"content":{";;;":{},"*/*;q=2":{},"a/b/c":{},"":{}}},"responses":{"0":{},"999":{},"2X":{},"-1":{},"1e2":{},"DEFAULT":{"description":""}}}}}}`,
    ),
  "a discriminator of itself": () =>
    utf8(
      body(
        ref("A"),
        `{"A":{"oneOf":[${ref("A")},${ref("B")}],"discriminator":{"propertyName":"__proto__","mapping":{"__proto__":"#/components/schemas/A","b":"B","c":"nowhere.json"}}},"B":{"allOf":[${ref("A")}]}}`,
      ),
    ),
  "templates without end": () =>
    utf8(
      `{${HEAD},"paths":{"/${"{".repeat(50_000)}":{"get":{"responses":{}}},"/${"{a}".repeat(20_000)}":{"get":{"responses":{}}}},"servers":[{"url":"${"{".repeat(50_000)}"}]}`,
    ),
  "a page of HTML": () => utf8("<!doctype html><html><body>Log in</body></html>"),
  "another language": () => utf8("type Query { orders: [Order!]! }"),
  "another format": () => utf8('{"asyncapi":"3.0.0","info":{"title":"a","version":"1"}}'),
  "a version of the future": () => utf8('{"openapi":"9.9.9","info":{"title":"a","version":"1"},"paths":{}}'),
  "a version that is a number": () => utf8("openapi: 3.1\ninfo: {title: a, version: 1}\npaths: {}\n"),
  "more than may be read": () => utf8(`{${HEAD},"x":"${"a".repeat(11 * 1024 * 1024)}"}`),
};
