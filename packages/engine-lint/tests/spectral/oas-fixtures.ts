/** For each rule of `spectral:oas` a contract that breaks it; most break others too, which is as good. */
export const oasFixtures: Readonly<Record<string, string>> = {
  "operation-success-response": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a: {get: {responses: {"404": {description: no}}}, put: {responses: {2XX: {description: yes}}}}
`,
  "oas2-operation-formData-consume-check": `
swagger: "2.0"
info: {title: A, version: "1"}
paths:
  /a:
    post:
      consumes: [application/json]
      parameters: [{name: f, in: formData, type: string}]
      responses: {"200": {description: ok}}
`,
  "operation-operationId-unique": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a: {get: {operationId: x, responses: {"200": {description: ok}}}, put: {operationId: x, responses: {"200": {description: ok}}}}
`,
  "operation-parameters": `
swagger: "2.0"
info: {title: A, version: "1"}
paths:
  /a:
    post:
      parameters:
        - {name: b, in: body, schema: {type: object}}
        - {name: c, in: body, schema: {type: object}}
        - {name: f, in: formData, type: string}
        - {name: f, in: formData, type: string}
        - {$ref: "#/parameters/P"}
      responses: {"200": {description: ok}}
parameters: {P: {name: f, in: formData, type: string}}
`,
  "operation-tag-defined": `
openapi: 3.0.3
info: {title: A, version: "1"}
tags: [{name: b}, {name: a}, {name: a}]
paths:
  /a: {get: {tags: [a, c], responses: {"200": {description: ok}}}}
`,
  "path-params": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a/{id}/{id}: {get: {responses: {"200": {description: ok}}}}
  /a/{x}/{y}:
    parameters: [{$ref: "#/components/parameters/Z"}, {name: x, in: path, schema: {type: string}}]
    get: {parameters: [{name: x, in: path, required: true, schema: {type: string}}], responses: {"200": {description: ok}}}
components: {parameters: {Z: {name: z, in: path, required: true, schema: {type: string}}}}
`,
  "contact-properties": `
openapi: 3.1.0
info: {title: A, version: "1", contact: {name: x}, license: {name: MIT}}
paths: {}
`,
  "duplicated-entry-in-enum": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {}
components:
  schemas:
    A: {type: string, enum: [a, b, a]}
    B: {type: object, properties: {enum: {type: string}, c: {enum: [1, 1]}}}
    C: {type: integer, enum: [1, x, null, 1.5]}
    D: {type: string, nullable: true, enum: [a, null]}
`,
  "no-eval-in-markdown": `
openapi: 3.0.3
info: {title: "eval(x)", version: "1", description: "<script>alert(1)</script>"}
paths: {}
`,
  "operation-operationId-valid-in-url": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a: {get: {operationId: "a b", tags: [x, y], responses: {"200": {description: ok}}}}
`,
  "path-keys": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a/: {get: {responses: {"200": {description: ok}}}}
  /b/{}: {get: {responses: {"200": {description: ok}}}}
  /c?d=1: {get: {responses: {"200": {description: ok}}}}
`,
  "no-$ref-siblings": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a:
    get:
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/A", description: beside}}}
components: {schemas: {A: {type: array}, B: {type: object, properties: {$ref: {type: string}, x: {type: array, items: {}}}}}}
`,
  "array-items": `
openapi: 3.1.0
info: {title: A, version: "1"}
paths: {}
components: {schemas: {A: {type: [array, "null"]}, B: {type: array}, C: {type: array, items: {type: array}}}}
`,
  swagger: `
swagger: "2.0"
host: api.example.com/
info: {title: A, version: "1"}
security: [{none: []}, {o: [read, write]}]
securityDefinitions: {o: {type: oauth2, flow: implicit, authorizationUrl: "https://a.org", scopes: {read: r}}}
paths:
  /a:
    get:
      security: [{none: []}]
      parameters: [{name: q, in: query, type: string, default: 1}]
      responses:
        "200":
          description: ok
          schema: {type: object, properties: {n: {type: integer}}, anyOf: [{type: object}], oneOf: [{type: object}]}
          examples: {application/json: {n: x}}
definitions:
  A: {type: object, discriminator: kind, properties: {a: {type: string, example: 1, x-nullable: true}, d: {type: integer, default: x, x-example: y}}}
  B: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
`,
  "oas3-api-servers": `
openapi: 3.0.3
info: {title: A, version: "1"}
servers: []
paths: {}
`,
  "oas3-examples-value-or-externalValue": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a:
    get:
      parameters: [{name: q, in: query, schema: {type: string}, examples: {a: {value: x, externalValue: "http://x.org"}}}]
      responses:
        "200":
          description: ok
          headers: {X: {schema: {type: string}, examples: {a: {summary: none}}}}
          content: {application/json: {schema: {type: object}, examples: {a: {$ref: "#/components/examples/E"}, b: {value: 1}}}}
components: {examples: {E: {value: {}, externalValue: "http://x.org"}}, headers: {H: {schema: {type: string}, examples: {a: {}}}}}
`,
  "oas3-operation-security-defined": `
openapi: 3.0.3
info: {title: A, version: "1"}
security: [{gone: []}]
paths:
  /a: {get: {security: [{o: [a, b]}, {missing: []}], responses: {"200": {description: ok}}}}
components:
  securitySchemes:
    o: {type: oauth2, flows: {implicit: {authorizationUrl: "https://a.org", scopes: {a: x}}}}
`,
  "oas3-servers": `
openapi: 3.0.3
info: {title: A, version: "1"}
servers:
  - {url: "https://example.com/"}
  - {url: "https://{host}.a.org/{base}", variables: {host: {enum: [a, b], default: c}, unused: {default: x}}}
  - {url: "{scheme}://a.org", variables: {scheme: {enum: [http, https], default: http}}}
  - {url: "{any}", variables: {any: {default: nothing}}}
  - {url: "https://a.org/{x}", variables: {x: {description: no default}}}
  - {url: 1}
paths:
  /a: {servers: [{url: "https://{p}.a.org"}], get: {servers: [{url: "https://a.org/{q}"}], responses: {"200": {description: ok}}}}
`,
  "oas3-valid-media-example": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a:
    post:
      parameters:
        - {name: q, in: query, schema: {type: integer}, example: x}
        - {name: r, in: query, schema: {type: string, format: date-time}, examples: {a: {value: yesterday}, b: {externalValue: "http://x"}}}
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}, example: {name: x}}}}
      responses:
        "200":
          description: ok
          headers: {X: {schema: {type: string, maxLength: 2}, example: abc}}
          content: {application/json: {schema: {$ref: "#/components/schemas/A"}, examples: {a: {value: {id: x}}, b: {value: {name: 5, id: 1, more: 1}}}}}
components:
  schemas:
    A:
      type: object
      required: [id, name]
      additionalProperties: false
      properties: {id: {type: integer, readOnly: true}, name: {type: string, writeOnly: true, nullable: true}}
`,
  "oas3-valid-schema-example": `
openapi: 3.1.0
info: {title: A, version: "1"}
paths: {}
components:
  schemas:
    A: {type: object, properties: {a: {type: string, example: 1}, b: {type: integer, minimum: 3, default: 1}, example: {type: string}}}
    B: {type: array, items: {$ref: "#/components/schemas/A"}, example: [{a: 1}, {b: x}, 5]}
    C: {type: string, enum: [north, south], default: nort}
    D: {oneOf: [{type: string}, {type: object, required: [x]}], type: [string, object], example: {y: 1}}
    E: {anyOf: [{type: string, maxLength: 1}, {type: integer}], format: any, example: true}
    F: {allOf: [{type: object, required: [k]}, {properties: {k: {const: 1}}}], type: object, example: {k: 2}}
    G: {type: object, not: {required: [z]}, example: {z: 1}}
    H: {type: object, if: {required: [a]}, then: {required: [b]}, example: {a: 1}}
    I: {type: string, pattern: "^a+$", example: b}
    J: {type: array, uniqueItems: true, minItems: 3, prefixItems: [{type: string}], example: [1, 1]}
    K: {type: object, patternProperties: {"^x": {type: integer}}, minProperties: 3, propertyNames: {maxLength: 2}, example: {xa: s}}
    L: {type: object, dependentRequired: {a: [b]}, properties: {a: true}, unevaluatedProperties: false, example: {a: 1, c: 2}}
    M: {type: number, multipleOf: 2, exclusiveMaximum: 5, example: 5}
    N: {type: array, contains: {type: string}, example: [1]}
`,
  "oas3-unused-component": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths: {/a: {get: {responses: {"200": {$ref: "#/components/responses/R"}}}}}
components:
  responses: {R: {description: ok}, S: {description: unused}}
  schemas: {A: {type: object}}
  parameters: {P: {name: p, in: query, schema: {type: string}}}
  requestBodies: {B: {content: {application/json: {}}}}
`,
  "oas3-callbacks-in-callbacks": `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a:
    post:
      responses: {"200": {description: ok}}
      callbacks:
        done: {"{$request.body#/url}": {post: {responses: {"200": {description: ok}}, callbacks: {more: {}}}}}
`,
  "oas3_1-webhooks": `
openapi: 3.1.0
info: {title: A, version: "1"}
webhooks:
  w: {post: {servers: [{url: "https://a.org"}], callbacks: {c: {}}, responses: {"200": {description: ok}}}}
`,
  "oas3_2-no-deprecated-xml-attribute": `
openapi: 3.2.0
info: {title: A, version: "1"}
paths: {}
components: {schemas: {A: {type: object, properties: {a: {type: string, xml: {attribute: true}}, b: {type: string, xml: {attribute: false}}}}}}
`,
  cyclic: `
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a/{id}:
    get:
      parameters: [{$ref: "#/components/parameters/Id"}]
      responses: {"200": {$ref: "#/components/responses/Node"}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}}
  responses: {Node: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Node"}}}}}
  schemas:
    Node: {type: object, properties: {next: {$ref: "#/components/schemas/Node"}, tags: {type: array}, kind: {type: string, enum: [1, a]}}}
    Alias: {$ref: "#/components/schemas/Node"}
`,
  "structure of 3.0": `
openapi: 3.0.3
info: {title: A, version: 1, more: x, contact: {email: nobody}, license: {}}
externalDocs: {}
servers: [{}]
tags: [{description: x}]
paths:
  a: {}
  /a:
    get:
      operationid: x
      responses: {}
      parameters:
        - {name: a, in: path, schema: {type: string}}
        - {name: b, in: nowhere, schema: {type: text}}
        - {in: query}
        - {name: c, in: query, schema: {}, content: {}}
        - {name: d, in: query, style: form, content: {a/b: {}, c/d: {}}}
        - {name: e, in: header, style: form, schema: {type: string}}
        - {name: f, in: cookie, style: simple, schema: {type: string}}
      requestBody: {}
      callbacks: {c: {x: {post: {}}}}
    fetch: {}
    post:
      responses:
        "99": {description: x}
        "200": {content: {a/b: {schema: {type: string, exclusiveMinimum: 1, const: 1, items: 5, additionalProperties: 7, required: []}, examples: {}, encoding: {x: {style: y, more: 1}}}}}
        default: {$ref: 5}
components:
  schemas: {A: {type: [string, "null"], properties: {a: 1}, oneOf: {}, discriminator: {}, xml: {namespace: no uri, x: 1}, enum: []}, "b c": {type: 1}}
  securitySchemes: {a: {type: apiKey}, b: {type: http}, c: {type: oauth2, flows: {implicit: {scopes: {}}, none: {}}}, d: {type: none}, e: {type: openIdConnect}, f: {}}
  links: {l: {operationId: a, operationRef: b}}
  headers: {h: {name: x, schema: {type: string}}}
  pathItems: {}
`,
  "structure of 3.1": `
openapi: 3.1.0
info: {title: A, version: 1, more: x, contact: {email: nobody}, license: {name: a, identifier: MIT, url: "http://a.org"}}
jsonSchemaDialect: nowhere
servers: [{url: a, variables: {b: {enum: []}}}]
tags: [{description: x}]
paths:
  a: {}
  /a:
    get:
      operationid: x
      responses: {}
      parameters:
        - {name: a, in: path, schema: {type: string}}
        - {name: b, in: nowhere, schema: {type: text}}
        - {in: query}
        - {name: c, in: query, schema: {}, content: {}}
        - {name: d, in: query, allowEmptyValue: 1, style: no, schema: {type: string}}
        - {name: e, in: header, allowEmptyValue: true, style: form, schema: {type: string}}
      requestBody: {}
      callbacks: {c: {x: {post: {}}}}
    post:
      responses:
        "99": {description: x}
        "200": {content: {a/b: {schema: {type: 5, exclusiveMinimum: true, items: 5, additionalProperties: 7, required: [a, a], nullable: true}, encoding: {x: {style: y, more: 1}}}, "not a range": {}}}
        default: {$ref: 5}
components:
  schemas: {A: {type: [string, none], properties: {a: 1}, oneOf: {}, anyOf: [], discriminator: {}, xml: {namespace: no uri, x: 1}, $anchor: "1", $recursiveAnchor: true}, "b c": {type: object}}
  securitySchemes: {a: {type: apiKey}, b: {type: http}, c: {type: oauth2, flows: {implicit: {scopes: {}}, none: {}}}, d: {type: none}, e: {type: openIdConnect}, f: {}, g: {type: http, scheme: bearer, bearerFormat: 5}}
  links: {l: {operationId: a, operationRef: b}, m: {}}
  headers: {h: {name: x, schema: {type: string}}}
  examples: {e: {value: 1, externalValue: "http://a.org"}}
  others: {}
`,
  "structure of 3.2": `
openapi: 3.2.0
$self: "https://a.org/#x"
info: {title: A, version: "1", more: 1}
tags: [{name: a, summary: s, parent: p, kind: k, other: o}]
paths:
  /a:
    query: {responses: {"200": {content: {a/b: {itemSchema: {type: text}, schema: {type: string, discriminator: {propertyName: a, defaultMapping: b}}}}}}}
    additionalOperations: {COPY: {responses: {"200": {summary: x}}}, GET: {}}
    get:
      parameters: [{name: q, in: querystring, content: {a/b: {}}}, {name: p, in: path, schema: {type: string}}]
      responses: {"200": {description: ok}}
components:
  mediaTypes: {m: {schema: {type: string, items: 5, xml: {nodeType: none, attribute: 5}}}}
  securitySchemes: {o: {type: oauth2, oauth2MetadataUrl: x, flows: {deviceAuthorization: {scopes: {}}}}}
`,
  "structure of 2.0": `
swagger: "2.0"
info: {title: A, version: 1, more: x, contact: {email: nobody}}
basePath: api
schemes: [ftp, https, https]
consumes: [1]
tags: [{}]
paths:
  a: {}
  /a:
    get:
      parameters:
        - {name: a, in: path, type: string}
        - {name: b, in: body, schema: {type: text}}
        - {name: c, in: nowhere, type: string}
        - {name: d, in: query, type: object, collectionFormat: x}
        - {$ref: "#/parameters/p", x: 1}
      responses: {}
    post: {responses: {"200": {}, "2XX": {description: x}, default: {description: x, headers: {h: {}}, schema: {type: file}}}, security: [{a: [1]}]}
definitions: {A: {type: [string, none], items: 5, additionalProperties: 7, nullable: true, enum: []}}
parameters: {p: {name: p, in: query}}
securityDefinitions: {a: {type: basic, x: 1}, b: {type: apiKey}, c: {type: oauth2, flow: implicit}}
`,
};
