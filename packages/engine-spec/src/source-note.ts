import type { Pointer } from "@surety/model/pointer";

/** Something that a parser has to say about a place in the text. */
export interface SourceNote {
  readonly code: string;
  readonly pointer: Pointer;
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** Ends the parsing of a document that cannot be read. Never leaves this package. */
export class UnreadableSource extends Error {
  override readonly name = "UnreadableSource";
  readonly note: SourceNote;

  constructor(note: SourceNote) {
    super(note.message);
    this.note = note;
  }
}
