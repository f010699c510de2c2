/**
 * Stage 3b: shapes of versions and declared steps → a complete plan of each step, up and down. What follows from two shapes
 * without loss is inferred; everything else must have been said, and is reported at its line with what to say. Pure: the
 * same model gives the same plans and findings, whatever the order of operations and files.
 */
import type { StageResult } from '../diagnostics/diagnostic.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import type { DomainModel } from '../model/domain-model.js';
import type { Evolution } from '../model/evolution-model.js';
import { checkWriteAs } from './down/write-as.js';
import { lineagesOf } from './plan/lineages.js';
import { planLineages } from './plan/plan-lineages.js';

export interface EvolveOptions {
  /** Events that are written as an older version for now, by their stored type. */
  readonly writeAs?: Readonly<Record<string, number>>;
  /** Where the configuration stands, for findings about `writeAs`. */
  readonly file?: SourceFile | undefined;
}

export function evolveDomain(model: DomainModel, options: EvolveOptions = {}): StageResult<Evolution> {
  const problems: Diagnostic[] = [];
  const evolution = planLineages(lineagesOf(model), model, problems);
  if (problems.every(({ severity }) => severity !== 'error')) checkWriteAs(model, evolution, options, problems);
  return finish(evolution, problems);
}
