/** What an answer follows from, read in one statement, as the text that it came as. Equal text, equal facts. */
export interface Facts<Value> {
  readonly text: string;
  read(): Value;
}
