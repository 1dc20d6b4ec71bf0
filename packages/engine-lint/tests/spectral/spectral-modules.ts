import { createRequire } from "node:module";

/** Spectral is CommonJS, and names its exports in ways that not every loader finds. */
const require = createRequire(import.meta.url);

export const core: typeof import("@stoplight/spectral-core") = require("@stoplight/spectral-core");
export const parsers: typeof import("@stoplight/spectral-parsers") = require("@stoplight/spectral-parsers");
export const rulesets: typeof import("@stoplight/spectral-rulesets") = require("@stoplight/spectral-rulesets");
export const functions: typeof import("@stoplight/spectral-functions") = require("@stoplight/spectral-functions");
export const formats: typeof import("@stoplight/spectral-formats") = require("@stoplight/spectral-formats");
