import type { SourceFile } from '../diagnostics/place.js';
import type { StageResult } from '../diagnostics/diagnostic.js';
import type { CompileCheck } from '../model/check-model.js';
import { createCheckCompiler } from '../validate/compile-checks.js';
import type { RawSchema } from '../validate/raw-schema.js';

/**
 * What compilations in one process leave for the next: work on texts that have not changed. Only ever saves work; with a new
 * memory every compilation gives the same.
 */
export interface CompileMemory {
  /** Reads a file with `read`, or gives what that gave for this very path and text. */
  readonly schema: (file: SourceFile, read: (file: SourceFile) => StageResult<RawSchema>) => StageResult<RawSchema>;
  readonly compileCheck: CompileCheck;
}

export function createCompileMemory(): CompileMemory {
  let compileCheck: CompileCheck | undefined;
  const schemas = new Map<string, { readonly text: string; readonly result: StageResult<RawSchema> }>();
  return {
    schema(file, read) {
      const known = schemas.get(file.path);
      if (known?.text === file.text) return known.result;
      const result = read(file);
      schemas.set(file.path, { text: file.text, result });
      return result;
    },
    compileCheck(schema, name) {
      compileCheck ??= createCheckCompiler();
      return compileCheck(schema, name);
    },
  };
}
