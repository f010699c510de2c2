import type { TypeModel } from '../../model/type-model.js';
import { bindAs, type Inferred, type Source, type Spot, type StepContext } from '../build/context.js';
import { each } from '../paths/path.js';

export interface Elements {
  readonly over: 'list' | 'map';
  readonly old: TypeModel;
  readonly next: TypeModel;
}

/** A list of what each element becomes, or a map of what each value does. */
export function inferElements(source: Source, elements: Elements, at: Spot, context: StepContext): Inferred {
  const as = context.fresh();
  const element: Source = { read: bindAs(as, elements.old), path: [...source.path, each] };
  const inside: Spot = { path: [...at.path, each], scope: [...at.scope, element] };
  const value = context.infer(element, elements.next, inside, context);
  return value === 'misfit' ? value : { kind: 'each', over: elements.over, from: source.read, as, value };
}
