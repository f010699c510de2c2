/** One step as written → its operations. Paths are taken apart; whether they fit the shapes is judged by `evolve`. */
import { atKey, child } from '../../diagnostics/place.js';
import type { StepModel, StepOperation, StepPath } from '../../model/step-model.js';
import type { RawStep } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { entriesInOrder } from '../file-scope.js';
import { bindConversion } from './bind-conversion.js';
import { bindMapping } from './bind-mapping.js';
import { checkPathsOnce } from './paths-once.js';
import { bindPath, type StepScope } from './step-scope.js';
import { bindValue } from './step-values.js';

export function bindStep(raw: RawStep, step: StepScope): StepModel {
  const isCustom = raw.custom === true;
  if (isCustom) refuseBesideCustom(raw, step);
  const operations = [
    ...pairs('rename', raw.rename, step),
    ...pairs('copy', raw.copy, step),
    ...values('set', raw.set, step),
    ...values('fill', raw.fill, step),
    ...paths('drop', raw.drop, step).map((from): StepOperation => ({ kind: 'drop', from })),
    ...byNewPath('map', raw.map, bindMapping, step),
    ...byNewPath('convert', raw.convert, bindConversion, step),
    ...paths('adopt', raw.adopt, step).map((to): StepOperation => ({ kind: 'adopt', to })),
    ...customs(raw, step),
  ];
  const lossy = paths('lossy', raw.lossy, step);
  checkPathsOnce({ operations, lossy }, step.scope.problems);
  return { operations: isCustom ? [] : operations, isCustom, lossy, place: step.place };
}

const operationKeys = ['rename', 'copy', 'set', 'fill', 'drop', 'map', 'convert', 'adopt'] as const;

function refuseBesideCustom(raw: RawStep, { scope, place }: StepScope): void {
  const related = [{ at: atKey(child(place, 'custom')), message: 'Said here:' }];
  for (const operation of operationKeys) {
    if (raw[operation] === undefined) continue;
    scope.problems.push(report('custom-not-alone', { operation }, atKey(child(place, operation)), { related }));
  }
}

type PairKind = 'rename' | 'copy';

function pairs(kind: PairKind, raw: RawStep[PairKind], step: StepScope): readonly StepOperation[] {
  const at = child(step.place, kind);
  return entriesInOrder(raw ?? {}, step.scope).flatMap(([old, written]): readonly StepOperation[] => {
    const value = child(at, old);
    const from = bindPath(old, atKey(value), step);
    const to = bindPath(written, value, step);
    return from === undefined || to === undefined ? [] : [{ kind, from, to }];
  });
}

type ValueKind = 'set' | 'fill';

function values(kind: ValueKind, raw: RawStep[ValueKind], step: StepScope): readonly StepOperation[] {
  const at = child(step.place, kind);
  return entriesInOrder(raw ?? {}, step.scope).flatMap(([path, written]): readonly StepOperation[] => {
    const place = child(at, path);
    const to = bindPath(path, atKey(place), step);
    const value = bindValue(written, place, step);
    return to === undefined || value === undefined ? [] : [{ kind, to, value }];
  });
}

function byNewPath<Raw>(
  key: 'map' | 'convert',
  raw: Readonly<Record<string, Raw>> | undefined,
  bind: (to: StepPath, raw: Raw, step: StepScope) => StepOperation | undefined,
  step: StepScope,
): readonly StepOperation[] {
  const at = child(step.place, key);
  return entriesInOrder(raw ?? {}, step.scope).flatMap(([path, written]) => {
    const to = bindPath(path, atKey(child(at, path)), step);
    return to === undefined ? [] : (bind(to, written, step) ?? []);
  });
}

function customs({ custom }: RawStep, step: StepScope): readonly StepOperation[] {
  const listed = custom === true ? undefined : custom;
  return paths('custom', listed, step).flatMap((to): readonly StepOperation[] => {
    if (to.segments.length > 0) return [{ kind: 'custom', to }];
    const parameters = { path: to.text, problem: 'what gives all of it is written custom: true' };
    step.scope.problems.push(report('step-path', parameters, to.place));
    return [];
  });
}

type ListKey = 'drop' | 'adopt' | 'custom' | 'lossy';

function paths(key: ListKey, raw: readonly string[] | undefined, step: StepScope): readonly StepPath[] {
  const list = child(step.place, key);
  return (raw ?? []).flatMap((text, index) => bindPath(text, child(list, index), step) ?? []);
}
