/** In place of a rule's name: what is wrong with `extends`, where the rest can be used. */
export const EXTENDS_ERROR = "surety-ruleset/extends";

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
