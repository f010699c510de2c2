import type { AggregateModel, CommandModel, EventModel, IdPart } from '../../model/domain-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { array, call, object, type Code, type ObjectCode } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { entry, shapeCode, type ShapeContext } from '../types/shape-code.js';

/** The statement that defines an aggregate to the runtime. */
export function definitionStatement(aggregate: AggregateModel, names: AggregateNames, plan: DomainPlan): string {
  const { entry: scope, contractNames } = names;
  const contract = contractNames.contract.name;
  const head = `export const ${contractNames.definition.name}: ${scope.doorType('AggregateDefinition')}<${contract}> = `;
  const code = call(scope.door('defineAggregate'), definitionObject(aggregate, names, plan));
  return constantStatement(head, code);
}

function definitionObject(aggregate: AggregateModel, names: AggregateNames, plan: DomainPlan): ObjectCode {
  const { context, name, category, commands, rejections } = aggregate;
  const { entry: scope } = names;
  const events = aggregate.events.filter(({ becomes }) => becomes === undefined);
  const replaced = aggregate.events.filter(({ becomes }) => becomes !== undefined);
  const rejectionEntries = rejections.map((rejection) => {
    const { definition } = found(names.rejectionNames.get(rejection), rejection.name);
    return entry(propertyKey(rejection.name), scope.value(definition));
  });
  return object(
    [
      ['context', literal(context)],
      ['name', literal(name)],
      ['category', literal(category)],
      ['id', identityCode(aggregate, names, plan)],
      ['events', object(eventEntries(events, names))],
      ...replacedEntries(replaced, names),
      ['commands', object(commands.map((command) => commandEntry(command, names)))],
      ['rejections', object(rejectionEntries)],
      ...transitionEntries(aggregate),
      ...snapshotEntries(aggregate, names, plan),
      ...factEntries(aggregate, names),
    ],
    true,
  );
}

function identityCode(aggregate: AggregateModel, names: AggregateNames, plan: DomainPlan): Code {
  return object(aggregate.id.map((part) => entry(propertyKey(part.name), partCode(part, aggregate, { names, plan }))));
}

/** The shape of a part of an identity. */
export function partCode(
  { type }: IdPart,
  { context }: AggregateModel,
  { names, plan }: { readonly names: AggregateNames; readonly plan: DomainPlan },
): Code {
  const shapes: ShapeContext = {
    scope: names.entry,
    model: plan.model,
    names: plan.names,
    scalars: plan.config.scalars,
    inlines: new Map(),
    side: 'data',
    checks: plan.checks(context),
    isLater: () => false,
  };
  return shapeCode(type, shapes);
}

/** Ignored events too: reading must know what to skip. */
function eventEntries(events: readonly EventModel[], names: AggregateNames): ObjectCode['entries'] {
  return events.map((event) => {
    const { definition } = found(names.eventNames.get(event), event.name);
    return entry(propertyKey(event.name), names.entry.value(definition));
  });
}

/** Events that are read as others. */
const replacedEntries = (replaced: readonly EventModel[], names: AggregateNames): ObjectCode['entries'] =>
  replaced.length === 0 ? [] : [['replaced', object(eventEntries(replaced, names))]];

function commandEntry(command: CommandModel, names: AggregateNames): readonly [string, Code] {
  const { definition } = found(names.commandNames.get(command), command.name);
  return [
    propertyKey(command.name),
    object([
      ['definition', names.entry.value(definition)],
      ['expects', literal(command.expects)],
      ['emits', array(command.emits.map(literal))],
      ['rejects', array(command.rejects.map(literal))],
    ]),
  ];
}

function snapshotEntries(
  aggregate: AggregateModel,
  { stateNames, entry: scope }: AggregateNames,
  { releases }: DomainPlan,
): ObjectCode['entries'] {
  const { snapshot } = aggregate;
  if (snapshot === undefined) return [];
  const shape = stateNames?.shape;
  return [
    [
      'snapshot',
      object([
        ...(snapshot.every === undefined ? [] : [['every', String(snapshot.every)] as const]),
        ['hash', literal(releases.snapshotHashOf(aggregate))],
        ...(shape === undefined ? [] : [['shape', scope.value(shape)] as const]),
      ]),
    ],
  ];
}

function factEntries({ fact }: AggregateModel, { stateNames, entry: scope }: AggregateNames): ObjectCode['entries'] {
  if (stateNames?.stored === undefined) return [];
  const { definition } = stateNames.stored;
  if (fact === undefined) return [['state', scope.value(definition)]];
  return [
    [
      'fact',
      object([
        ['category', literal(fact.category)],
        ['definition', scope.value(definition)],
      ]),
    ],
  ];
}

function transitionEntries({ state }: AggregateModel): ObjectCode['entries'] {
  if (state?.union?.transitions === undefined) return [];
  const { tag, initial, transitions } = state.union;
  const from = transitions.map(
    (transition) => [propertyKey(transition.from), array(transition.to.map(literal))] as const,
  );
  return [
    [
      'transitions',
      object([
        ['tag', literal(tag)],
        ['initial', literal(initial)],
        ['from', object(from)],
      ]),
    ],
  ];
}
