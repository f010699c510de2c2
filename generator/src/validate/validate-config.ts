import type { StageResult } from '../diagnostics/diagnostic.js';
import { finish } from '../diagnostics/stage-result.js';
import type { SourceDocument } from '../source/source-document.js';
import { explainShape } from './explain-shape.js';
import { judgeConfig } from './meta-schema.js';
import type { RawConfig } from './raw-config.js';

/** Judges the shape of a configuration. The codes of its findings start with `config/`. */
export function validateConfig({ file, value }: SourceDocument): StageResult<RawConfig> {
  const judged = judgeConfig(value);
  if (!judged.ok) return { ok: false, diagnostics: explainShape({ file, value, kind: 'config' }, judged.errors) };
  return finish(judged.value);
}
