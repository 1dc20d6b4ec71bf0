import { lookup } from "node:dns/promises";

/** All addresses of a name, in the order in which they are to be tried. @throws when it has none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** As every program of this machine resolves names: hosts file, containers' names, DNS. */
export const resolveName: Resolve = async (name) => (await lookup(name, { all: true, order: "verbatim" })).map(({ address }) => address);
