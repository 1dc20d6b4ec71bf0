import { useMutation } from "@tanstack/react-query";
import type { Ruleset, RulesetProblem } from "@surety/model/rulesets";
import { useState } from "react";
import { detailOf, isStale as isStaleError } from "../client/problem.ts";
import { queryClient, trpc } from "../client/trpc.ts";
import { Button } from "../ui/button.tsx";
import { ChangedMeanwhile } from "../ui/changed-meanwhile.tsx";
import { toast } from "../ui/toasts.tsx";
import { CodeEditor } from "./code-editor.tsx";
import { LintPreview } from "./lint-preview.tsx";

const TEMPLATE = `# What your house does differently. Rules of Spectral's format work here unchanged.
extends: [surety:recommended]
rules:
  operation-id-is-camel-case:
    description: Generated clients name their methods after operationId.
    message: "{{value}} is not in camelCase"
    severity: warn
    given: $.paths[*][get,put,post,delete,patch].operationId
    then:
      function: casing
      functionOptions: { type: camel }
`;

/** The text of a ruleset beside what it would find. `stored` may become newer while somebody writes: their text stays. */
export function RulesetEditor({ name, stored, canEdit }: { name: string; stored: Ruleset | null; canEdit: boolean }) {
  const [base, setBase] = useState(stored);
  const [text, setText] = useState(stored?.source ?? TEMPLATE);
  const [problems, setProblems] = useState<readonly RulesetProblem[]>([]);
  const edited = text !== (base?.source ?? "");
  const put = useMutation(
    trpc.rulesets.put.mutationOptions({
      onSuccess: async ({ ruleset, changed }) => {
        setBase(ruleset);
        toast({ tone: "yes", text: changed ? `${name} is stored as version ${ruleset.version}.` : "That is what is stored already." });
        await queryClient.invalidateQueries();
      },
    }),
  );
  const condition = base === null ? { ifNoneMatch: "*" } : { ifMatch: base.etag };
  const isStale = isStaleError(put.error);
  const newer = stored !== null && stored.etag !== base?.etag ? stored : null;
  const change = (next: string) => {
    setText(next);
    if (put.isError && !isStale) put.reset();
  };
  return (
    <div className="grid gap-x-8 gap-y-8 xl:grid-cols-2">
      <div className="min-w-0">
        <CodeEditor label="Ruleset, as YAML or JSON" value={text} onChange={change} problems={problems} readOnly={!canEdit} />
        {(isStale || newer !== null) && (
          <Newer
            newer={newer}
            refused={isStale ? detailOf(put.error) : null}
            take={(theirs) => {
              setBase(theirs);
              setText(theirs.source);
              put.reset();
            }}
            keep={(theirs) => {
              setBase(theirs);
              put.reset();
            }}
          />
        )}
        {put.isError && !isStale && (
          <p role="alert" className="mt-3 font-medium break-words text-no">
            {detailOf(put.error)}
          </p>
        )}
        {canEdit && (
          <div className="mt-4 flex flex-wrap items-center gap-3">
            <Button
              look="primary"
              busy={put.isPending}
              disabled={!edited || newer !== null || isStale}
              onClick={() => put.mutate({ ruleset: name, source: text, ...condition })}
            >
              {base === null ? "Store" : `Save as version ${base.version + 1}`}
            </Button>
            {base !== null && edited && (
              <Button look="quiet" onClick={() => setText(base.source)}>
                Undo my changes
              </Button>
            )}
            <span className="text-sm text-muted">{edited ? "Not saved." : "Saved."} It counts from each next lint check on.</span>
          </div>
        )}
      </div>
      <LintPreview source={text} name={stored === null ? null : name} onProblems={setProblems} />
    </div>
  );
}

interface NewerProps {
  newer: Ruleset | null;
  refused: string | null;
  take: (theirs: Ruleset) => void;
  keep: (theirs: Ruleset) => void;
}

/** Somebody else has saved meanwhile: nothing is lost, and the writer decides. */
function Newer({ newer, refused, take, keep }: NewerProps) {
  return (
    <div className="mt-3">
      <ChangedMeanwhile
        title="Somebody has changed this ruleset while you were writing"
        actions={
          newer === null ? (
            <Button size="sm" onClick={() => void queryClient.invalidateQueries()}>
              Look at what is stored now
            </Button>
          ) : (
            <>
              <Button size="sm" onClick={() => keep(newer)}>
                Keep my text, to save it over theirs
              </Button>
              <Button size="sm" onClick={() => take(newer)}>
                Take theirs, and drop mine
              </Button>
            </>
          )
        }
      >
        {newer === null
          ? (refused ?? "")
          : `Version ${newer.version} by ${newer.author} is stored now. Your text is still here, and not saved.`}
      </ChangedMeanwhile>
    </div>
  );
}
