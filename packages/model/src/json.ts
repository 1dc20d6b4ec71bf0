import { z } from "zod";

/** A JSON value (RFC 8259). Objects may have a null prototype. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Any JSON value, kept as it is. */
export const Json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
