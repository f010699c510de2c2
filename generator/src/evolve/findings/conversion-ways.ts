import type { TypeModel } from '../../model/type-model.js';
import type { Conversion } from '../../model/step-model.js';
import { accepts, isPartial, resultOf } from '../operations/conversions.js';
import { isAssignable } from '../shapes/is-assignable.js';
import { nameless, openType, type NamelessType } from '../shapes/open-type.js';
import type { StepTask } from '../step-task.js';
import type { Way } from './paste.js';
import { sample } from './sample.js';

export interface Converted {
  readonly old: TypeModel;
  readonly next: TypeModel;
  readonly path: string;
  readonly from: string;
}

/** The likeliest first. */
const candidates: readonly (readonly [by: Conversion, options: string])[] = [
  [{ name: 'number-to-decimal', scale: 2, round: 'half-even' }, ', scale: 2, round: half-even'],
  [{ name: 'minor-units', scale: 2, round: 'half-even' }, ', scale: 2, round: half-even'],
  [{ name: 'from-minor-units', scale: 2, round: 'exact' }, ', scale: 2, round: exact'],
  [{ name: 'epoch-ms-to-instant' }, ''],
  [{ name: 'date-to-instant', zone: 'UTC' }, ', zone: UTC'],
  [{ name: 'parse-integer' }, ''],
  [{ name: 'parse-number' }, ''],
  [{ name: 'parse-decimal' }, ''],
  [{ name: 'parse-instant' }, ''],
  [{ name: 'to-list' }, ''],
  [{ name: 'first' }, ''],
  [{ name: 'to-string' }, ''],
];

/** Conversions that lead from one type to another, as text to paste. */
export function conversionWays({ old, next, path, from }: Converted, task: StepTask): readonly Way[] {
  const { named } = openType(old, task.model);
  const found = candidates.find(([by]) => {
    const result = resultOf(by, named, task.model);
    const isExact =
      isAssignable(result, next, task.model) && isAssignable(openType(next, task.model).named, result, task.model);
    return isExact && accepts(by, nameless(named, task.model)) && isMeant(by, nameless(named, task.model));
  });
  if (found === undefined) return [];
  const [by, options] = found;
  const source = from === path ? '' : `from: ${from}, `;
  const otherwise = isPartial(by) ? `, else: ${sample(next, task) ?? '…'}` : '';
  return [['convert it', `convert: { ${path}: { ${source}by: ${by.name}${options}${otherwise} } }`]];
}

/** Nobody who cuts off decimal places means cents. */
function isMeant({ name }: Conversion, from: NamelessType): boolean {
  return name !== 'minor-units' || (from.kind === 'scalar' && from.scalar === 'decimal');
}
