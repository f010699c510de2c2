import type { StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { everyMistake } from './every-mistake.js';
import { loadDocument } from './load-document.js';
import type { SourceDocument } from './source-document.js';

/**
 * What `loadDocument` gives, but for a text that is not YAML: there every mistake is reported, not only the first. For
 * files that are known to have findings; a second parser is loaded with this module.
 */
export function loadThoroughly(file: SourceFile): StageResult<SourceDocument> {
  const loaded = loadDocument(file);
  if (loaded.ok || loaded.diagnostics.some(({ code }) => code === 'source/too-large')) return loaded;
  const mistakes = everyMistake(file);
  return mistakes.length > loaded.diagnostics.length ? { ok: false, diagnostics: mistakes } : loaded;
}
