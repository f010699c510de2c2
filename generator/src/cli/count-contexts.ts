import type { ContextModel, DomainModel } from '../model/domain-model.js';

/** How much a context declares. */
export interface ContextCount {
  readonly context: string;
  readonly aggregates: number;
  readonly events: number;
  readonly eventVersions: number;
  readonly commands: number;
  readonly types: number;
  readonly projections: number;
  readonly processes: number;
}

/** The project's own contexts, in the model's order; standard ones are left out. */
export function countContexts({ contexts }: DomainModel): readonly ContextCount[] {
  return contexts.filter((context) => !isStandard(context)).map(count);
}

function isStandard({ sources, aggregates }: ContextModel): boolean {
  return aggregates.length === 0 && sources.length > 0 && sources.every((path) => path.startsWith('std:'));
}

function count({ name, aggregates, types, projections, processes }: ContextModel): ContextCount {
  const events = aggregates.flatMap((aggregate) => aggregate.events);
  return {
    context: name,
    aggregates: aggregates.length - processes.length,
    events: events.length,
    eventVersions: events.reduce((sum, { versions }) => sum + versions.length, 0),
    commands: aggregates.reduce((sum, { commands }) => sum + commands.length, 0),
    types: types.length,
    projections: projections.length,
    processes: processes.length,
  };
}
