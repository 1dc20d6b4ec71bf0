import { readFileSync, statSync } from "node:fs";

/** The account that owns the cluster and runs PostgreSQL. */
export interface DatabaseAccount {
  uid: number;
  gid: number;
}

const nobody: DatabaseAccount = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root and wants to own its data.
 *
 * @returns undefined for an ordinary user, who runs it as himself; for root the owner of the existing data, else the
 * postgres account of this machine, else nobody.
 */
export function chooseDatabaseAccount(data: string): DatabaseAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(data) ?? postgresAccount() ?? nobody;
}

function ownerOf(data: string): DatabaseAccount | undefined {
  const stat = statSync(data, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

function postgresAccount(): DatabaseAccount | undefined {
  try {
    const fields = /^postgres:.*$/m.exec(readFileSync("/etc/passwd", "utf8"))?.[0].split(":");
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    return uid > 0 && gid > 0 ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}
