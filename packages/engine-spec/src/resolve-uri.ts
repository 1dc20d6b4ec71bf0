interface UriParts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** Resolves a reference against a base URI, without fragments (RFC 3986, section 5.2). */
export function resolveUri(base: string, reference: string): string {
  const r = split(reference.split("#", 1)[0] ?? "");
  const b = split(base.split("#", 1)[0] ?? "");
  if (r.scheme !== undefined) return join({ ...r, path: removeDotSegments(r.path) });
  if (r.authority !== undefined) return join({ ...r, scheme: b.scheme, path: removeDotSegments(r.path) });
  if (r.path === "") return join({ ...b, query: r.query ?? b.query });
  const path = r.path.startsWith("/")
    ? r.path
    : b.authority !== undefined && b.path === ""
      ? `/${r.path}`
      : b.path.slice(0, b.path.lastIndexOf("/") + 1) + r.path;
  return join({ scheme: b.scheme, authority: b.authority, path: removeDotSegments(path), query: r.query });
}

function split(uri: string): UriParts {
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?]*))?([^?]*)(?:\?(.*))?$/s.exec(uri);
  return { scheme: match?.[1]?.toLowerCase(), authority: match?.[2], path: match?.[3] ?? "", query: match?.[4] };
}

function join({ scheme, authority, path, query }: UriParts): string {
  return `${scheme === undefined ? "" : `${scheme}:`}${authority === undefined ? "" : `//${authority}`}${path}${query === undefined ? "" : `?${query}`}`;
}

function removeDotSegments(path: string): string {
  const output: string[] = [];
  const segments = path.split("/");
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === ".") {
      if (last) output.push("");
    } else if (segment === "..") {
      if (output.length > 1 || (output.length === 1 && output[0] !== "")) output.pop();
      if (last) output.push("");
    } else output.push(segment);
  });
  return output.join("/");
}
