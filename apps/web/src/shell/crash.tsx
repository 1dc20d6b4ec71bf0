import type { ErrorComponentProps } from "@tanstack/react-router";
import { usePageTitle } from "../ui/page-header.tsx";
import { Failure } from "../ui/states.tsx";

/** A page that failed to load or to render. A new release removes old files: loading again fetches the new ones. */
export function Crash({ error }: ErrorComponentProps) {
  usePageTitle("Something went wrong");
  return <Failure error={error} retry={() => location.reload()} />;
}
