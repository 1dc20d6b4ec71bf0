export interface SourceImport {
  specifier: string;
  /** True when it leaves no trace at run time. */
  typeOnly: boolean;
}

const statement = /^(import|export)\s+(type\s)?(?:[^"'`;]*?\bfrom\s*)?["']([^"'\n]+)["']/gm;
/** A text that is code of something else: of a bundle, of a document in a test. */
const template = /`(?:\\.|[^`\\])*`/gs;
const expression = /\b(?:import|require)\(\s*["']([^"'\n]+)["']\s*\)/g;

/** The import and re-export statements of a formatted source file, and its dynamic imports. */
export function readImports(text: string): SourceImport[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "").replace(template, "``");
  const statements = [...code.matchAll(statement)].map(([, , type, specifier = ""]) => ({ specifier, typeOnly: type !== undefined }));
  const expressions = [...code.matchAll(expression)].map(([, specifier = ""]) => ({ specifier, typeOnly: false }));
  return [...statements, ...expressions];
}
