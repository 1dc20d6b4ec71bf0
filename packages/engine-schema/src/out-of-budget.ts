/** A search ends without an answer; the message says why. */
export class OutOfBudget extends Error {
  override readonly name = "OutOfBudget";

  constructor(reason = "the search was stopped after its budget of steps") {
    super(reason);
  }
}
