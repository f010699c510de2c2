/** Which steps of named types lead back to the version before. */
import type { DomainModel } from '../../model/domain-model.js';
import type { RefType } from '../../model/type-model.js';
import { draftStep } from '../plan/draft.js';
import type { Lineages } from '../plan/lineages.js';
import { tasksOf } from '../plan/tasks.js';
import type { NamedSteps } from '../step-task.js';
import { declareDown } from './declare-down.js';

const keyOf = ({ context, name }: Pick<RefType, 'context' | 'name'>, newer: number): string =>
  `${context}.${name}@${String(newer)}`;

/**
 * Types hold each other, also in circles. All ways are taken to be there until one is found missing; then those that need it
 * are looked at again.
 */
export function findWaysDown(types: Lineages['types'], model: DomainModel): NamedSteps {
  const open = new Set<string>();
  const named: NamedSteps = {
    leadTo(from, to) {
      for (let newer = from.schemaVersion; newer > to; newer -= 1) if (!open.has(keyOf(from, newer))) return false;
      return true;
    },
  };
  const ways = types.flatMap((lineage) =>
    tasksOf(lineage, { model, named }).map(({ up, down }) => ({
      up,
      down,
      key: keyOf({ context: lineage.context, name: lineage.owner }, down.from.schemaVersion),
    })),
  );
  for (const { key } of ways) open.add(key);
  for (let isSettled = false; !isSettled;) {
    // What an author declared is taken for good; its mistakes are reported where it stands.
    const missing = ways.filter(({ up, down, key }) => {
      return (
        open.has(key) && down.declared === undefined && draftStep(down, declareDown(up, undefined)).draft === undefined
      );
    });
    for (const { key } of missing) open.delete(key);
    isSettled = missing.length === 0;
  }
  return named;
}
