/** How urgent work is, and its number in the outbox. `gate`: a pipeline waits for it. `soon`: a person asked for it. `later`: nobody waits. */
export const URGENCIES = { gate: 0, soon: 1, later: 2 } as const;
export type Urgency = keyof typeof URGENCIES;

/** A pipeline publishes and waits for the gate; what a deployment has others compared with is ready before anybody asks. */
export const ORIGIN_URGENCIES = { publish: "gate", request: "soon", deployment: "later" } as const satisfies Record<string, Urgency>;
