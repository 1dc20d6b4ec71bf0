/** What a command's exit code says; part of the CLI's contract with CI. */
export const ExitCode = {
  /** Yes: nothing stands in the way. */
  yes: 0,
  /** No: a finding or a breaking change stands in the way. */
  no: 1,
  /** The command could not be carried out as asked: options, files, credentials. */
  usage: 2,
  /** Neither yes nor no can be said yet. */
  unknown: 3,
  /** The server did not answer. */
  unreachable: 4,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
