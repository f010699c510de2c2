import type { AggregateModel } from '../../model/domain-model.js';
import { factName } from '../aggregate/fact-names.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import type { KnownEvent, KnownEvents } from './projection-source.js';

/** All events that projections may name, in the order of contexts, aggregates and names. */
export function knownEvents(schemas: readonly RawSchema[], aggregates: readonly AggregateModel[]): KnownEvents {
  const contexts = new Map<string, Map<string, KnownEvent | 'broken' | 'fact'>>();
  for (const { document } of schemas) {
    const events = contexts.get(document.context) ?? new Map<string, KnownEvent | 'broken' | 'fact'>();
    contexts.set(document.context, events);
    if (document.aggregate !== undefined && document.facts === true) events.set(factName(document.aggregate), 'fact');
    for (const name of Object.keys(document.events ?? {})) events.set(name, 'broken');
  }
  for (const aggregate of aggregates) {
    const events = contexts.get(aggregate.context);
    for (const event of aggregate.events) events?.set(event.name, { aggregate, event });
  }
  return contexts;
}
