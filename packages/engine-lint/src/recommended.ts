import type { Rule } from "./rule.ts";
import { acceptedHasMonitor } from "./rules/accepted-has-monitor.ts";
import { apiHasSecurity } from "./rules/api-has-security.ts";
import { arraysAreBounded } from "./rules/arrays-are-bounded.ts";
import { bodiesHaveExamples } from "./rules/bodies-have-examples.ts";
import { collectionsArePlural } from "./rules/collections-are-plural.ts";
import { corsIsDocumented } from "./rules/cors-is-documented.ts";
import { corsIsNotOpen } from "./rules/cors-is-not-open.ts";
import { createdHasLocation } from "./rules/created-has-location.ts";
import { deleteAnswers204 } from "./rules/delete-answers-204.ts";
import { deprecationHasSunset } from "./rules/deprecation-has-sunset.ts";
import { documentsErrors } from "./rules/documents-errors.ts";
import { documentsSuccess } from "./rules/documents-success.ts";
import { enumsHaveOneCasing } from "./rules/enums-have-one-casing.ts";
import { errorsAreProblemJson } from "./rules/errors-are-problem-json.ts";
import { errorsHaveOneSchema } from "./rules/errors-have-one-schema.ts";
import { errorsHideInternals } from "./rules/errors-hide-internals.ts";
import { fetchedUrlsAreLimited } from "./rules/fetched-urls-are-limited.ts";
import { headerParametersCount } from "./rules/header-parameters-count.ts";
import { httpsOnly } from "./rules/https-only.ts";
import { idsAreNotSequential } from "./rules/ids-are-not-sequential.ts";
import { infoComplete } from "./rules/info-complete.ts";
import { inputIsClosed } from "./rules/input-is-closed.ts";
import { listsAreObjects } from "./rules/lists-are-objects.ts";
import { listsArePaged } from "./rules/lists-are-paged.ts";
import { moneyIsExact } from "./rules/money-is-exact.ts";
import { noBasicAuth } from "./rules/no-basic-auth.ts";
import { noBodyOnGetDelete } from "./rules/no-body-on-get-delete.ts";
import { noContentIsEmpty } from "./rules/no-content-is-empty.ts";
import { noCredentialsInUrls } from "./rules/no-credentials-in-urls.ts";
import { numbersAreBounded } from "./rules/numbers-are-bounded.ts";
import { operationIdPresent } from "./rules/operation-id-present.ts";
import { operationIdUnique } from "./rules/operation-id-unique.ts";
import { operationsAreDescribed } from "./rules/operations-are-described.ts";
import { operationsAreTagged } from "./rules/operations-are-tagged.ts";
import { pageSizeIsLimited } from "./rules/page-size-is-limited.ts";
import { pagesHaveOneStyle } from "./rules/pages-have-one-style.ts";
import { parametersHaveOneCasing } from "./rules/parameters-have-one-casing.ts";
import { passwordsAreWriteOnly } from "./rules/passwords-are-write-only.ts";
import { patchMediaTypes } from "./rules/patch-media-types.ts";
import { pathParametersMatch } from "./rules/path-parameters-match.ts";
import { pathsAreNouns } from "./rules/paths-are-nouns.ts";
import { pathsDistinct } from "./rules/paths-distinct.ts";
import { pathsOneCasing } from "./rules/paths-one-casing.ts";
import { pathsShallow } from "./rules/paths-shallow.ts";
import { pathsTrailingSlash } from "./rules/paths-trailing-slash.ts";
import { pathsUnambiguous } from "./rules/paths-unambiguous.ts";
import { pathsWellFormed } from "./rules/paths-well-formed.ts";
import { patternsCompile } from "./rules/patterns-compile.ts";
import { postCreates201 } from "./rules/post-creates-201.ts";
import { postsAreIdempotent } from "./rules/posts-are-idempotent.ts";
import { propertiesOneCasing } from "./rules/properties-one-casing.ts";
import { rateLimitHeaders } from "./rules/rate-limit-headers.ts";
import { rateLimitsDocumented } from "./rules/rate-limits-documented.ts";
import { readsSayHowToCache } from "./rules/reads-say-how-to-cache.ts";
import { requiredIsDeclared } from "./rules/required-is-declared.ts";
import { responsesHaveSchemas } from "./rules/responses-have-schemas.ts";
import { schemasAreSatisfiable } from "./rules/schemas-are-satisfiable.ts";
import { securityIsDeclared } from "./rules/security-is-declared.ts";
import { statusFitsMethod } from "./rules/status-fits-method.ts";
import { stringsAreBounded } from "./rules/strings-are-bounded.ts";
import { timestampsAreDateTimes } from "./rules/timestamps-are-date-times.ts";
import { unauthorizedHasChallenge } from "./rules/unauthorized-has-challenge.ts";
import { unavailableHasRetryAfter } from "./rules/unavailable-has-retry-after.ts";
import { updatesAreConditional } from "./rules/updates-are-conditional.ts";
import { versionIsSingle } from "./rules/version-is-single.ts";
import { versionIsTold } from "./rules/version-is-told.ts";
import { writesAreSecured } from "./rules/writes-are-secured.ts";

/** `surety:recommended`: what a senior colleague would say about an HTTP API, in the order of a review. */
export const recommended: readonly Rule[] = [
  pathsAreNouns,
  collectionsArePlural,
  pathsOneCasing,
  parametersHaveOneCasing,
  pathsTrailingSlash,
  pathsShallow,
  pathsDistinct,
  pathsUnambiguous,
  pathsWellFormed,
  pathParametersMatch,
  noBodyOnGetDelete,
  postCreates201,
  createdHasLocation,
  acceptedHasMonitor,
  deleteAnswers204,
  noContentIsEmpty,
  statusFitsMethod,
  patchMediaTypes,
  documentsSuccess,
  documentsErrors,
  errorsAreProblemJson,
  errorsHaveOneSchema,
  errorsHideInternals,
  unauthorizedHasChallenge,
  responsesHaveSchemas,
  listsAreObjects,
  listsArePaged,
  pageSizeIsLimited,
  pagesHaveOneStyle,
  versionIsTold,
  versionIsSingle,
  infoComplete,
  deprecationHasSunset,
  rateLimitsDocumented,
  rateLimitHeaders,
  unavailableHasRetryAfter,
  postsAreIdempotent,
  updatesAreConditional,
  readsSayHowToCache,
  apiHasSecurity,
  writesAreSecured,
  securityIsDeclared,
  noBasicAuth,
  noCredentialsInUrls,
  passwordsAreWriteOnly,
  httpsOnly,
  corsIsDocumented,
  corsIsNotOpen,
  headerParametersCount,
  stringsAreBounded,
  arraysAreBounded,
  numbersAreBounded,
  inputIsClosed,
  fetchedUrlsAreLimited,
  timestampsAreDateTimes,
  moneyIsExact,
  idsAreNotSequential,
  schemasAreSatisfiable,
  requiredIsDeclared,
  patternsCompile,
  propertiesOneCasing,
  enumsHaveOneCasing,
  operationIdPresent,
  operationIdUnique,
  operationsAreDescribed,
  operationsAreTagged,
  bodiesHaveExamples,
];
