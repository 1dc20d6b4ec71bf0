/** Whether a rule's name fits a pattern in which `*` stands for any characters. Linear in the name. */
export function matchesRule(rule: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return rule === pattern;
  if (!rule.startsWith(first) || rule.length < first.length + last.length || !rule.endsWith(last)) return false;
  let at = first.length;
  const end = rule.length - last.length;
  for (const part of rest) {
    const found = rule.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
