/** A version's name; a full git commit is shortened to what people recognise, the rest is its tooltip. */
export function shortVersion(name: string): string {
  return /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(name) ? name.slice(0, 10) : name;
}

export function VersionLabel({ name, className = "max-w-64" }: { name: string; className?: string }) {
  const short = shortVersion(name);
  return (
    <span title={name} className={`inline-block truncate align-bottom font-mono text-[0.94em] ${className}`}>
      {short}
    </span>
  );
}
