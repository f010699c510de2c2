/**
 * Stage 2: a document of plain values becomes a `RawSchema`, whose shape the meta-schema `schemas/meta/v1` vouches for:
 * kinds of values, required keys, no unknown keys, forms of names. What needs a second node (references, gaps, types that
 * fit) is judged by bind. The meta-schemas are compiled ahead of time into `generated/`; only this folder knows about them.
 */
import type { StageResult } from '../diagnostics/diagnostic.js';
import { finish } from '../diagnostics/stage-result.js';
import type { SourceDocument } from '../source/source-document.js';
import { explainShape } from './explain-shape.js';
import { judgeDocument } from './meta-schema.js';
import { quotedVersions } from './quoted-versions.js';
import type { RawSchema } from './raw-schema.js';

/** Judges one document. Findings carry places; each mistake is said once. */
export function validateDocument(document: SourceDocument): StageResult<RawSchema> {
  const { file, value, notes } = document;
  const judged = judgeDocument(value);
  if (!judged.ok) return { ok: false, diagnostics: explainShape({ file, value, kind: 'document' }, judged.errors) };
  const keyOrder = new Map([...notes].map(([mapping, note]) => [mapping, note.keys]));
  return finish({ file, document: judged.value, keyOrder }, quotedVersions(document));
}
