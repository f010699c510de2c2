/** The tasks of a lineage: one up and one down for each version but the first. */
import type { DomainModel } from '../../model/domain-model.js';
import type { NamedSteps, StepEnd, StepTask } from '../step-task.js';
import type { AnyVersion, Lineage } from './lineages.js';

export interface TaskSetting {
  readonly model: DomainModel;
  readonly named: NamedSteps;
}

export interface TaskPair<V> {
  /** The newer version. */
  readonly declared: V;
  readonly up: StepTask;
  readonly down: StepTask;
}

export function tasksOf<V extends AnyVersion>(lineage: Lineage<V>, setting: TaskSetting): readonly TaskPair<V>[] {
  const { owner, kind, id, versions } = lineage;
  const common = { ...setting, owner, kind, id };
  const hasUps = versions.some(({ declared }) => declared.upcast !== undefined);
  const hasDowns = versions.some(({ declared }) => declared.downcast !== undefined);
  return versions.slice(1).flatMap(({ declared, type }, index) => {
    const before = versions[index];
    if (before === undefined) return [];
    const newer: StepEnd = { schemaVersion: declared.schemaVersion, type, place: declared.place };
    const { schemaVersion, place } = before.declared;
    const older: StepEnd = { schemaVersion, type: before.type, place };
    const up: StepTask = {
      ...common,
      direction: 'up',
      from: older,
      to: newer,
      declared: declared.upcast,
      hasSection: hasUps,
    };
    const down: StepTask = {
      ...common,
      direction: 'down',
      from: newer,
      to: older,
      declared: declared.downcast,
      hasSection: hasDowns,
    };
    return [{ declared, up, down }];
  });
}
