/** A ruleset that cannot be read; the message names file and place, and says what to write. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";
  readonly location: string;
  readonly place: string;

  constructor(location: string, place: string, message: string) {
    super(`${location}${place === "" ? "" : ` at ${place}`}: ${message}`);
    this.location = location;
    this.place = place;
  }
}
