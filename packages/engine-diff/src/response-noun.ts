/** `response 200`, `default response`. */
export const responseNoun = (status: string): string => (status === "default" ? "default response" : `response ${status}`);
