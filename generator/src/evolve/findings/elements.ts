import type { Slot, StepContext } from '../build/context.js';
import type { Assigned } from '../declared/declarations.js';
import { report } from '../evolve-messages.js';
import { pathText } from '../paths/path.js';
import { allSaid, type PathTree } from '../paths/path-tree.js';
import { named } from '../step-task.js';
import { stepPlace } from './paste.js';

export interface NoElements {
  readonly slot: Slot;
  readonly said: PathTree<Assigned>;
}

/** Operations name parts of elements, and no old list gives the elements. */
export function reportNoElements({ slot, said }: NoElements, { task, findings }: StepContext): void {
  const operations = allSaid(said);
  // Their own mistake was reported where they stand.
  if (operations.every(({ isBroken }) => isBroken)) return;
  findings.add(slot.path, () => {
    const [first] = operations;
    const path = first?.operation.to.text ?? pathText(slot.path);
    const why = `${named(task, task.from)} has no ${pathText(slot.path)} whose elements it could be`;
    return report('each-misfit', { path, why }, first?.operation.to.place ?? stepPlace(task));
  });
}
