/** Goes up whenever the same contract may get other findings: results are reused by contract and engine version. */
export const ENGINE_VERSION = "surety-lint/0.3.0";
