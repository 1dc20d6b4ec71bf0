import expected from "../expected.json" with { type: "json" };

export interface ExampleService {
  readonly service: string;
  readonly framework: string;
  /** Of the service in this folder; holds one directory a version. */
  readonly directory: string;
  /** Starts a version in its directory; the first word is the Python to use, `{port}` the port. Needs `API_TOKEN`. */
  readonly serveCommand: readonly string[];
  /** Oldest first: the base, then the revision with `expectedChanges`. */
  readonly versions: readonly ExampleVersion[];
  readonly expectedChanges: readonly ExpectedChange[];
}

export interface ExampleVersion {
  readonly version: string;
  /** Of the exported document, a file URL. */
  readonly path: URL;
}

export interface ExpectedChange {
  /** Key of the first operation that the change reaches. */
  readonly operation: string;
  /** All of them, sorted. */
  readonly operations: readonly string[];
  /** `breaking` or `safe`. */
  readonly level: string;
  /** `request` or `response`. */
  readonly direction: string;
  readonly coordinateContains: string;
  readonly what: string;
}

/** The example services, with what their second version changes. */
export const exampleServices: readonly ExampleService[] = expected.services.map((example) => ({
  service: example.service,
  framework: example.framework,
  directory: example.directory,
  serveCommand: example.serveCommand,
  versions: example.documents.map(({ version, path }) => ({ version, path: new URL(`../${path}`, import.meta.url) })),
  expectedChanges: example.expectedChanges,
}));
