/** `processes:` of all files → their models, without what is broken. Types, events and commands are bound before them. */
import { atKey, child, root as rootOf } from '../../diagnostics/place.js';
import type { AggregateModel, StateModel } from '../../model/domain-model.js';
import type { ProcessModel } from '../../model/process-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { camelCase } from '../../naming/letter-case.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { bindStateShape } from '../aggregate/bind-state.js';
import type { FileScope } from '../file-scope.js';
import { knownEvents } from '../projection/known-events.js';
import { bindCorrelatedEvents } from './bind-correlated-events.js';
import { bindRefusals, bindSends } from './bind-sends.js';
import { bindTimeouts, bindWithin } from './bind-timeouts.js';
import { knownCommands } from './known-commands.js';
import type { ProcessSource } from './process-source.js';

export interface ProcessesInput {
  readonly schemas: readonly RawSchema[];
  readonly aggregates: readonly AggregateModel[];
  readonly scopeOf: (schema: RawSchema) => FileScope;
  readonly lookup: TypeLookup;
}

export function bindProcesses({ schemas, aggregates, scopeOf, lookup }: ProcessesInput): readonly ProcessModel[] {
  const events = knownEvents(schemas, aggregates);
  const commands = knownCommands(schemas, aggregates);
  return schemas.flatMap((schema) => {
    const { context, processes = {} } = schema.document;
    const section = child(rootOf(schema.file), 'processes');
    return Object.entries(processes).flatMap(([name, raw]) => {
      const place = child(section, name);
      return bindProcess({ name, context, raw, place, scope: scopeOf(schema), events, commands, lookup }) ?? [];
    });
  });
}

/** `undefined` where something is broken that everything else stands on; it is reported. */
function bindProcess(source: ProcessSource): ProcessModel | undefined {
  const { name, context, raw, place, scope } = source;
  const { description, errors } = raw;
  const { events, id } = bindCorrelatedEvents(source);
  const sends = bindSends(source);
  const refusals = bindRefusals(sends, source);
  const state = bindStateShape(raw.state, child(place, 'state'), { owner: `The state of ${name}`, scope });
  const timeouts = bindTimeouts(state, source);
  const within = bindWithin(source);
  if (id === undefined || state === undefined) return undefined;
  return {
    ...{ context, name, description, events, sends, refusals, timeouts, within },
    streams: streamsOf(source, id, state),
    errors: errors === undefined ? undefined : { retry: errors.retry, outcome: errors.then },
    sources: [scope.file.path],
    place: atKey(place),
  };
}

/** Where instances lie: read, evolved, released and locked as a state that is the truth. */
function streamsOf(
  { name, context, raw: { description }, place, scope }: ProcessSource,
  id: TypeModel,
  state: StateModel,
): AggregateModel {
  return {
    ...{ context, name, description, state },
    category: `${context}.${camelCase(name)}`,
    style: 'process',
    persistence: 'state',
    fact: undefined,
    sources: [scope.file.path],
    id: [{ name: 'id', type: id, place: atKey(child(place, 'correlate')) }],
    events: [],
    rejections: [],
    commands: [],
    subject: [],
    snapshot: undefined,
    place: atKey(place),
  };
}
