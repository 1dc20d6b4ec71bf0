/** For example `none`, `1 condition`, `2 conditions`. */
export function counted(count: number, one: string): string {
  return count === 0 ? "none" : `${count} ${one}${count === 1 ? "" : "s"}`;
}
