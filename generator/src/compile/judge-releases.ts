import { compareDomains, type DomainComparison } from '../check/compat/compare/compare-domains.js';
import { createLifted } from '../check/compat/lifted-between.js';
import { type LiftedBetween, runCompat } from '../check/compat/run-compat.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import { createReleases } from '../lock/create-releases.js';
import { domainShapesOf } from '../lock/domain-shapes-of.js';
import { parseLock } from '../lock/parse-lock.js';
import type { DeclaredSteps, DomainModel } from '../model/domain-model.js';
import type { DomainShapes } from '../model/domain-shapes.js';
import type { Evolution } from '../model/evolution-model.js';
import type { Releases } from '../model/release-model.js';
import { during } from './stage-error.js';

export interface ReleaseJudgement {
  readonly releases: Releases;
  /** What breaks, and for whom. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether there was anything to compare with. */
  readonly isCompared: boolean;
}

export interface ReleaseInput {
  readonly model: DomainModel;
  /** `undefined` where the steps have errors; then nothing is said of what they would have lifted. */
  readonly evolution: Evolution | undefined;
  readonly config: GeneratorConfig;
  readonly lock: DomainShapes | undefined;
  /** What to compare with instead of the lock. */
  readonly baseline: DomainShapes | undefined;
}

/** What was released, from the text of the lock; nothing where there is none. */
export function readReleased(lock: SourceFile | undefined): StageResult<DomainShapes | undefined> {
  return lock === undefined ? finish(undefined) : during('lock', lock.path, () => parseLock(lock));
}

/** Stage 4c: the model beside what was released. Without a lock nothing was, and every shape is a draft. */
export function judgeReleases(input: ReleaseInput): ReleaseJudgement {
  const { model, lock, baseline = lock } = input;
  const releases = during('lock', undefined, () => createReleases(model, lock));
  if (baseline === undefined) return { releases, diagnostics: [], isCompared: false };
  const diagnostics = during('check', undefined, () => compatFindings(baseline, input));
  return { releases, diagnostics, isCompared: true };
}

function compatFindings(before: DomainShapes, { model, evolution, config }: ReleaseInput): readonly Diagnostic[] {
  const after = domainShapesOf(model, 'schemas');
  const isStrict = config.unknownFields === 'reject';
  const changes = compareDomains({ before, after, isStrict, stepTo: stepsOf(model) });
  const lifted: LiftedBetween =
    evolution === undefined ? () => ({ up: true, down: true }) : createLifted(model, evolution);
  return runCompat(changes, { levels: config.compat, lifted });
}

/** The steps that are declared, by the name for good. */
export function stepsOf({ contexts }: DomainModel): DomainComparison['stepTo'] {
  const steps = new Map<string, readonly DeclaredSteps[]>();
  for (const { types, aggregates } of contexts) {
    for (const { context, name, versions } of types) steps.set(`type ${context}.${name}`, versions);
    for (const { context, name, events, commands, state } of aggregates) {
      if (state !== undefined) steps.set(`state ${context}.${name}`, state.versions);
      for (const { type, versions } of events) steps.set(`event ${type}`, versions);
      for (const { type, versions } of commands) steps.set(`command ${type}`, versions);
    }
  }
  return ({ kind, type }, schemaVersion) => steps.get(`${kind} ${type}`)?.[schemaVersion - 1]?.upcast;
}
