/** A contract in YAML that breaks a rule, and the same obeying it; `openapi`, `info` and `paths` may be left out. */
export interface RuleExample {
  readonly bad: string;
  readonly good: string;
}

const SERVER_SLASH: RuleExample = {
  bad: "servers:\n  - url: https://api.example.com/v1/\n",
  good: "servers:\n  - url: https://api.example.com/v1\n",
};

const ENUM_TWICE: RuleExample = {
  bad: `components:
  schemas:
    State: {type: string, enum: [open, paid, open]}
`,
  good: `components:
  schemas:
    State: {type: string, enum: [open, paid]}
`,
};

/** Of each rule that `surety:recommended` takes from `spectral:oas`; tests run them. */
export const OAS_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  "oas2-schema": {
    bad: `swagger: "2.0"
paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, required: no, type: text}
      responses:
        "200": {description: Orders}
`,
    good: `swagger: "2.0"
paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, required: false, type: string}
      responses:
        "200": {description: Orders}
`,
  },
  "oas3-schema": {
    bad: `paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, require: true, schema: {type: string}}
      responses:
        "200": {description: Orders}
`,
    good: `paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, required: true, schema: {type: string}}
      responses:
        "200": {description: Orders}
`,
  },
  "oas2-valid-schema-example": {
    bad: `swagger: "2.0"
definitions:
  Order:
    type: object
    properties:
      total: {type: integer, description: In cents., example: 12.50}
`,
    good: `swagger: "2.0"
definitions:
  Order:
    type: object
    properties:
      total: {type: integer, description: In cents., example: 1250}
`,
  },
  "oas2-valid-media-example": {
    bad: `swagger: "2.0"
paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, type: string}]
      responses:
        "200":
          description: The order
          schema: {type: object, required: [id], properties: {id: {type: string}}}
          examples:
            application/json: {id: 17}
`,
    good: `swagger: "2.0"
paths:
  /orders/{id}:
    get:
      parameters: [{name: id, in: path, required: true, type: string}]
      responses:
        "200":
          description: The order
          schema: {type: object, required: [id], properties: {id: {type: string}}}
          examples:
            application/json: {id: "17"}
`,
  },
  "oas3-valid-schema-example": {
    bad: `components:
  schemas:
    Order:
      type: object
      properties:
        state: {type: string, enum: [open, paid], example: OPEN}
`,
    good: `components:
  schemas:
    Order:
      type: object
      properties:
        state: {type: string, enum: [open, paid], example: open}
`,
  },
  "oas3-valid-media-example": {
    bad: `paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [sku], properties: {sku: {type: string}}}
            example: {SKU: A-1}
      responses:
        "201": {description: Ordered}
`,
    good: `paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: {type: object, required: [sku], properties: {sku: {type: string}}}
            example: {sku: A-1}
      responses:
        "201": {description: Ordered}
`,
  },
  "oas3-examples-value-or-externalValue": {
    bad: `components:
  examples:
    Order:
      value: {id: "17"}
      externalValue: https://api.example.com/examples/order.json
`,
    good: `components:
  examples:
    Order:
      value: {id: "17"}
    LargeOrder:
      externalValue: https://api.example.com/examples/order.json
`,
  },
  "oas2-discriminator": {
    bad: `swagger: "2.0"
definitions:
  Payment:
    type: object
    discriminator: kind
    properties:
      amount: {type: integer}
`,
    good: `swagger: "2.0"
definitions:
  Payment:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: {type: string}
      amount: {type: integer}
`,
  },
  "oas2-operation-formData-consume-check": {
    bad: `swagger: "2.0"
paths:
  /pictures:
    post:
      consumes: [application/json]
      parameters: [{name: picture, in: formData, type: file}]
      responses: {"201": {description: Stored}}
`,
    good: `swagger: "2.0"
paths:
  /pictures:
    post:
      consumes: [multipart/form-data]
      parameters: [{name: picture, in: formData, type: file}]
      responses: {"201": {description: Stored}}
`,
  },
  "oas3-server-variables": {
    bad: `servers:
  - url: https://{region}.example.com
    variables:
      zone: {default: eu}
`,
    good: `servers:
  - url: https://{region}.example.com
    variables:
      region: {default: eu, enum: [eu, us]}
`,
  },
  "oas3-server-trailing-slash": SERVER_SLASH,
  "oas2-host-trailing-slash": { bad: 'swagger: "2.0"\nhost: api.example.com/\n', good: 'swagger: "2.0"\nhost: api.example.com\n' },
  "oas3_2-no-deprecated-xml-attribute": {
    bad: `openapi: 3.2.0
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, xml: {attribute: true}}
`,
    good: `openapi: 3.2.0
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: string, xml: {nodeType: attribute}}
`,
  },
  "array-items": {
    bad: "components:\n  schemas:\n    Orders: {type: array}\n",
    good: "components:\n  schemas:\n    Orders: {type: array, items: {type: string}}\n",
  },
  "no-$ref-siblings": {
    bad: `openapi: 3.0.3
components:
  schemas:
    Address: {type: object}
    Order:
      type: object
      properties:
        delivery:
          $ref: "#/components/schemas/Address"
          description: Where the order goes to.
`,
    good: `openapi: 3.0.3
components:
  schemas:
    Address: {type: object}
    Order:
      type: object
      properties:
        delivery:
          allOf:
            - $ref: "#/components/schemas/Address"
          description: Where the order goes to.
`,
  },
  "typed-enum": {
    bad: `components:
  schemas:
    Priority: {type: integer, enum: ["1", "2"]}
`,
    good: `components:
  schemas:
    Priority: {type: integer, enum: [1, 2]}
`,
  },
  "duplicated-entry-in-enum": ENUM_TWICE,
  "operation-parameters": {
    bad: `paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, schema: {type: string}}
        - {name: state, in: query, schema: {type: integer}}
      responses: {"200": {description: Orders}}
`,
    good: `paths:
  /orders:
    get:
      parameters:
        - {name: state, in: query, schema: {type: string}}
      responses: {"200": {description: Orders}}
`,
  },
  "operation-operationId-valid-in-url": {
    bad: `paths:
  /orders:
    get:
      operationId: list all orders
      responses: {"200": {description: Orders}}
`,
    good: `paths:
  /orders:
    get:
      operationId: listAllOrders
      responses: {"200": {description: Orders}}
`,
  },
  "openapi-tags-uniqueness": {
    bad: "tags:\n  - {name: orders}\n  - {name: orders, description: What customers order.}\n",
    good: "tags:\n  - {name: orders, description: What customers order.}\n",
  },
  "no-script-tags-in-markdown": {
    bad: "info:\n  title: Orders\n  version: 1.0.0\n  description: Orders. <script>track()</script>\n",
    good: "info:\n  title: Orders\n  version: 1.0.0\n  description: Orders.\n",
  },
  "oas2-unused-definition": {
    bad: 'swagger: "2.0"\ndefinitions:\n  Ordr: {type: object}\n',
    good: `swagger: "2.0"
paths:
  /order:
    get:
      responses:
        "200": {description: The order, schema: {$ref: "#/definitions/Order"}}
definitions:
  Order: {type: object}
`,
  },
  "oas3-unused-component": {
    bad: "components:\n  schemas:\n    Ordr: {type: object}\n",
    good: `paths:
  /order:
    get:
      responses:
        "200":
          description: The order
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
components:
  schemas:
    Order: {type: object}
`,
  },
  "info-contact": {
    bad: "info:\n  title: Orders\n  version: 1.0.0\n",
    good: "info:\n  title: Orders\n  version: 1.0.0\n  contact: {name: Orders team, url: https://example.com/teams/orders}\n",
  },
  "info-description": {
    bad: "info:\n  title: Orders\n  version: 1.0.0\n",
    good: "info:\n  title: Orders\n  version: 1.0.0\n  description: Takes orders of customers. Begin with POST /orders.\n",
  },
};
