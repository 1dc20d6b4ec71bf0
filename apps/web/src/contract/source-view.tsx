import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../ui/button.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { cutIntoRows } from "./source-rows.ts";

const ROW = 20;
const MARGIN_ROWS = 30;

interface SourceViewProps {
  text: string;
  line: number | undefined;
  column: number | undefined;
  onChoose: (line: number) => void;
}

/** Source with line numbers. Only the rows in sight are drawn, so that seven megabytes scroll like seven lines. */
export function SourceView({ text, line, column = 1, onChoose }: SourceViewProps) {
  const rows = useMemo(() => cutIntoRows(text), [text]);
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const [needle, setNeedle] = useState("");
  const [hit, setHit] = useState<number>();
  const target = line === undefined ? undefined : rows.rowOf(line, column);
  const showRow = (row: number) => box.current?.scrollTo({ top: Math.max(0, row * ROW - box.current.clientHeight / 3) });
  useLayoutEffect(() => {
    if (box.current) setSeen({ top: box.current.scrollTop, height: box.current.clientHeight });
  }, []);
  useEffect(() => {
    if (target !== undefined) box.current?.scrollTo({ top: Math.max(0, target * ROW - box.current.clientHeight / 3) });
  }, [target]);
  const find = (step: 1 | -1, wanted = needle) => {
    const found = rows.find(wanted.toLowerCase(), hit ?? (step === 1 ? -1 : rows.count), step);
    setHit(found);
    if (found !== undefined) showRow(found);
  };
  const first = Math.max(0, Math.floor(seen.top / ROW) - MARGIN_ROWS);
  const last = Math.min(rows.count, Math.ceil((seen.top + seen.height) / ROW) + MARGIN_ROWS);
  const digits = String(rows.lineCount).length;
  return (
    <>
      <form
        role="search"
        className="mb-3 flex items-center gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          find(1);
        }}
      >
        <SearchField
          label="Find in the source"
          value={needle}
          onChange={(next) => {
            setNeedle(next);
            setHit(undefined);
          }}
        />
        <IconButton label="Previous place" disabled={needle === ""} onClick={() => find(-1)}>
          <ArrowUp aria-hidden className="size-4" />
        </IconButton>
        <IconButton label="Next place" disabled={needle === ""} onClick={() => find(1)}>
          <ArrowDown aria-hidden className="size-4" />
        </IconButton>
        <span role="status" className="text-sm text-muted">
          {needle !== "" && hit !== undefined
            ? `line ${rows.row(hit).line}`
            : needle !== "" && rows.find(needle.toLowerCase(), -1, 1) === undefined
              ? "not found"
              : ""}
        </span>
      </form>
      <div
        ref={box}
        tabIndex={0}
        role="region"
        aria-label="Source of the contract"
        onScroll={(event) => setSeen({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
        className="h-[calc(100dvh-15rem)] min-h-80 overflow-auto rounded-lg border border-line bg-surface font-mono text-xs"
      >
        <div className="relative min-w-full" style={{ height: rows.count * ROW, width: `${rows.longest + digits + 6}ch` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
            const index = first + offset;
            const row = rows.row(index);
            return (
              <div
                key={index}
                className={`absolute flex w-full border-l-3 leading-5 whitespace-pre ${index === target ? "border-accent bg-accent-soft" : index === hit ? "border-unknown bg-unknown-soft" : "border-transparent"}`}
                style={{ top: index * ROW, height: ROW }}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={`Link to line ${row.line}`}
                  onClick={() => onChoose(row.line)}
                  className="shrink-0 px-3 text-right text-muted select-none hover:text-ink"
                  style={{ width: `calc(${digits}ch + 1.5rem)` }}
                >
                  {row.continued ? "↳" : row.line}
                </button>
                <code className="text-[1em]">{row.text}</code>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
