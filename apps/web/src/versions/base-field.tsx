import { useInfiniteQuery } from "@tanstack/react-query";
import type { VersionDetail } from "@surety/model/versions";
import { trpc } from "../client/trpc.ts";
import { shortVersion } from "../services/version-label.tsx";
import { inputClass } from "../ui/field.tsx";

/** What a version can be compared with: first what is deployed, nearest to production first, then the version before. */
export function useBases(version: VersionDetail) {
  const { service, name, previous } = version;
  const others = useInfiniteQuery(
    trpc.versions.list.infiniteQueryOptions({ service, limit: 100 }, { getNextPageParam: (page) => page.nextCursor }),
  );
  const deployed = version.verdicts
    .flatMap((verdict) =>
      verdict.deployed.filter((one) => one !== name).map((one) => ({ environment: String(verdict.environment), version: String(one) })),
    )
    .reverse();
  const all = others.data?.pages.flatMap((page) => page.items.map((item) => String(item.name))).filter((one) => one !== name) ?? [];
  const preferred = deployed[0]?.version ?? previous ?? all[0];
  return { deployed, previous: previous === null ? undefined : String(previous), all, preferred, loading: others.isPending };
}

export function BaseField({ version, base, onChange }: { version: VersionDetail; base: string; onChange: (base: string) => void }) {
  const { deployed, previous, all } = useBases(version);
  const environmentsOf = (name: string) => [
    ...new Set(deployed.filter((one) => one.version === name).map(({ environment }) => environment)),
  ];
  const distinct = [...new Set(deployed.map((one) => one.version))];
  const rest = all.filter((name) => name !== previous && !distinct.includes(name));
  const known = [...distinct, ...(previous === undefined ? [] : [previous]), ...rest];
  return (
    <label className="block w-full sm:w-auto">
      <span className="mb-1 block text-sm font-medium">Compare against</span>
      <select className={`${inputClass} sm:min-w-72`} value={base} onChange={(event) => onChange(event.target.value)}>
        {!known.includes(base) && <option value={base}>{shortVersion(base)}</option>}
        {distinct.length > 0 && (
          <optgroup label="Deployed">
            {distinct.map((name) => (
              <option key={name} value={name}>
                {shortVersion(name)} in {environmentsOf(name).join(", ")}
              </option>
            ))}
          </optgroup>
        )}
        {previous !== undefined && !distinct.includes(previous) && (
          <optgroup label="Published before">
            <option value={previous}>{shortVersion(previous)}</option>
          </optgroup>
        )}
        {rest.length > 0 && (
          <optgroup label="Other versions">
            {rest.map((name) => (
              <option key={name} value={name}>
                {shortVersion(name)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}
