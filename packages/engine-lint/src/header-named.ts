import type { Header, Parameter } from "@surety/engine-spec/api";

/** The header of that name, whatever its case. */
export function headerNamed(headers: readonly Header[], name: string): Header | undefined {
  const wanted = name.toLowerCase();
  return headers.find((header) => header.name.toLowerCase() === wanted);
}

/** The header parameter of that name, whatever its case. */
export function headerParameterNamed(parameters: readonly Parameter[], name: string): Parameter | undefined {
  const wanted = name.toLowerCase();
  return parameters.find((parameter) => parameter.in === "header" && parameter.name.toLowerCase() === wanted);
}
