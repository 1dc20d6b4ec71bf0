import type { Rule } from "./rule.ts";
import { acceptedHasMonitor } from "./rules/accepted-has-monitor.ts";
import { collectionsArePlural } from "./rules/collections-are-plural.ts";
import { createdHasLocation } from "./rules/created-has-location.ts";
import { deleteAnswers204 } from "./rules/delete-answers-204.ts";
import { noBodyOnGetDelete } from "./rules/no-body-on-get-delete.ts";
import { noContentIsEmpty } from "./rules/no-content-is-empty.ts";
import { pathParametersMatch } from "./rules/path-parameters-match.ts";
import { pathsAreNouns } from "./rules/paths-are-nouns.ts";
import { pathsDistinct } from "./rules/paths-distinct.ts";
import { pathsOneCasing } from "./rules/paths-one-casing.ts";
import { pathsShallow } from "./rules/paths-shallow.ts";
import { pathsTrailingSlash } from "./rules/paths-trailing-slash.ts";
import { pathsUnambiguous } from "./rules/paths-unambiguous.ts";
import { pathsWellFormed } from "./rules/paths-well-formed.ts";
import { postCreates201 } from "./rules/post-creates-201.ts";

/** `surety:recommended`: what a senior colleague would say about an HTTP API, in the order of a review. */
export const recommended: readonly Rule[] = [
  pathsAreNouns,
  collectionsArePlural,
  pathsOneCasing,
  pathsTrailingSlash,
  pathsShallow,
  pathsDistinct,
  pathsUnambiguous,
  pathsWellFormed,
  pathParametersMatch,
  noBodyOnGetDelete,
  deleteAnswers204,
  postCreates201,
  createdHasLocation,
  acceptedHasMonitor,
  noContentIsEmpty,
];
