import type { TypeModel } from '../../model/type-model.js';
import { openType } from '../shapes/open-type.js';
import type { StepContext } from './context.js';

/** Whether the inside of one value can carry on that of another: both are objects, lists or maps. */
export function isPaired(old: TypeModel, next: TypeModel, { task: { model } }: StepContext): boolean {
  const [before, after] = [openType(old, model).type?.kind, openType(next, model).type?.kind];
  return before === after && (before === 'object' || before === 'list' || before === 'map');
}
