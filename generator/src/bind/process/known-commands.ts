import type { AggregateModel } from '../../model/domain-model.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import type { KnownCommand, KnownCommands } from './process-source.js';

/** All commands that processes may name. */
export function knownCommands(schemas: readonly RawSchema[], aggregates: readonly AggregateModel[]): KnownCommands {
  const contexts = new Map<string, Map<string, KnownCommand | 'broken'>>();
  for (const { document } of schemas) {
    const commands = contexts.get(document.context) ?? new Map<string, KnownCommand | 'broken'>();
    contexts.set(document.context, commands);
    for (const name of Object.keys(document.commands ?? {})) commands.set(name, 'broken');
  }
  for (const aggregate of aggregates) {
    const commands = contexts.get(aggregate.context);
    for (const command of aggregate.commands) commands?.set(command.name, { aggregate, command });
  }
  return contexts;
}
