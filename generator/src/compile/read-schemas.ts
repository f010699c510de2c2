import type { Assets } from '../assets.js';
import type { StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import { loadDocument } from '../source/load-document.js';
import type { SourceDocument } from '../source/source-document.js';
import type { RawSchema } from '../validate/raw-schema.js';
import { validateDocument } from '../validate/validate-document.js';
import type { CompileMemory } from './compile-memory.js';
import type { OnProgress } from './on-progress.js';
import type { Sources } from './read-sources.js';
import { during, StageError } from './stage-error.js';

/**
 * All files through stages 1 and 2; the problems of all of them when one has an error. Only then is anything loaded that
 * clean files do not need.
 */
export async function readSchemas(
  { files, diagnostics: unread }: Sources,
  memory: CompileMemory,
  onProgress?: OnProgress,
): Promise<StageResult<readonly RawSchema[]>> {
  const quick = files.map((file, index) => {
    onProgress?.('read', index, files.length);
    return memory.schema(file, readQuickly);
  });
  const results = quick.every(({ ok }) => ok) ? quick : await readAgain(files, quick);
  const diagnostics = [...unread, ...results.flatMap((result) => result.diagnostics)];
  return finish(
    results.flatMap((result) => (result.ok ? [result.value] : [])),
    diagnostics,
  );
}

/** Files with errors once more, for everything that is wrong with them. */
async function readAgain(
  files: readonly SourceFile[],
  results: readonly StageResult<RawSchema>[],
): Promise<readonly StageResult<RawSchema>[]> {
  const { loadThoroughly } = await import('../source/load-thoroughly.js');
  return files.map((file, index) => {
    const result = results[index];
    return result?.ok === true ? result : readSchema(file, loadThoroughly);
  });
}

const readQuickly = (file: SourceFile): StageResult<RawSchema> => readSchema(file, loadDocument);

function readSchema(file: SourceFile, load: (file: SourceFile) => StageResult<SourceDocument>): StageResult<RawSchema> {
  const loaded = during('source', file.path, () => load(file));
  if (!loaded.ok) return loaded;
  const validated = during('validate', file.path, () => validateDocument(loaded.value));
  const diagnostics = [...loaded.diagnostics, ...validated.diagnostics];
  return validated.ok ? { ...validated, diagnostics } : { ok: false, diagnostics };
}

/** The standard documents that the package carries, by name without `std:`. */
export function standardDocuments({ standard }: Assets, memory: CompileMemory): ReadonlyMap<string, RawSchema> {
  return new Map(
    Object.entries(standard).map(([name, text]) => {
      const path = `std:${name}`;
      const schema = memory.schema({ path, text }, readQuickly);
      if (!schema.ok) throw new StageError('validate', path, new Error(schema.diagnostics[0]?.message));
      return [name, schema.value];
    }),
  );
}
