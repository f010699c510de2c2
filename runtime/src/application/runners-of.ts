import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { ProcessOptions, ProcessPart } from '../process/process-part.js';
import { openRunner } from '../process/process-runner.js';

export interface Running {
  readonly run?: Omit<ProcessOptions, 'from'>;
  readonly processes?: Readonly<Record<string, ProcessOptions>>;
}

/** By `<context>.<Name>`. @throws InvalidUseError for options of no process, and for events and commands that no context has */
export function runnersOf(
  contexts: readonly Context[],
  { run = {}, processes: given = {} }: Running,
): ReadonlyMap<string, ProcessPart> {
  const runners = new Map<string, ProcessPart>();
  for (const context of contexts) {
    for (const bound of context.processes) {
      const name = `${bound.definition.context}.${bound.definition.name}`;
      const options = { ...run, ...(Object.hasOwn(given, name) ? given[name] : {}) };
      runners.set(name, openRunner({ bound, context, contexts, options }));
    }
  }
  const unknown = Object.keys(given).find((name) => !runners.has(name));
  if (unknown !== undefined) throw new InvalidUseError(`Options are given for ${unknown}, which is not run here.`);
  return runners;
}
