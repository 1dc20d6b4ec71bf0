/** Where the files are that a document refers to. Files are keyed by absolute paths or addresses. */
export interface ReferenceSource {
  /** The document itself. */
  readonly document: string;
  /** More in one document are refused. */
  readonly maxFiles: number;
  /** The file as reports name it and bundles key it: from the document's folder, with `/`. */
  readonly nameOf: (file: string) => string;
  /** What a reference in the file `from` means; null when it is an address on the network that is not followed. */
  readonly resolve: (address: string, from: string) => string | null;
  /** @throws CliError when there is none, or when it is out of bounds. */
  readonly read: (file: string, referrer: string) => Promise<Uint8Array>;
}
