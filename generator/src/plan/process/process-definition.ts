import type { DataSource } from '../../model/domain-model.js';
import type { CorrelatedEventModel, ProcessModel, TimeoutDue } from '../../model/process-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import { partCode } from '../contract/aggregate-definition.js';
import type { DomainPlan } from '../domain-plan.js';
import { array, call, object, type Code, type ObjectCode } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { errorsEntry } from '../projection/projection-definition.js';

/** The statement that defines a process to the runtime. */
export function processStatement(process: ProcessModel, names: AggregateNames, plan: DomainPlan): string {
  const { entry: scope, contractNames } = names;
  const type = `${scope.doorType('ProcessDefinition')}<${contractNames.contract.name}>`;
  const head = `export const ${contractNames.definition.name}: ${type} = `;
  return constantStatement(head, call(scope.door('defineProcess'), definitionObject(process, names, plan)));
}

function definitionObject(process: ProcessModel, names: AggregateNames, plan: DomainPlan): ObjectCode {
  const { context, name, streams, events, sends, refusals, timeouts, errors, within } = process;
  const state = found(names.stateNames?.stored, name).definition;
  const id = found(streams.id[0], name);
  const ofRefusals = refusals.map(({ name: refusal, sent, rejection }) => {
    const types: ObjectCode['entries'] = [
      ['command', literal(sent.command.type)],
      ['rejection', literal(rejection.type)],
    ];
    return [propertyKey(refusal), object(types)] as const;
  });
  return object(
    [
      ['context', literal(context)],
      ['name', literal(name)],
      ['category', literal(streams.category)],
      ['id', partCode(id, streams, { names, plan })],
      ['events', object(events.map(eventEntry))],
      ['refusals', object(ofRefusals)],
      ['sends', array(sends.map(({ command }) => literal(command.type)))],
      ['timeouts', object(timeouts.map((timeout) => [propertyKey(timeout.name), dueCode(timeout.due)] as const))],
      ['state', names.entry.value(state)],
      ...errorsEntry(errors),
      ...(within === undefined ? [] : [['within', literal(within)] as const]),
    ],
    true,
  );
}

function eventEntry({ name, event, source, starts, on, ends }: CorrelatedEventModel): readonly [string, Code] {
  return [
    propertyKey(name),
    object([
      ['type', literal(event.type)],
      ['from', sourceCode(source)],
      ...(starts ? [['starts', 'true'] as const] : []),
      ...(on ? [['on', 'true'] as const] : []),
      ...(ends ? [['ends', 'true'] as const] : []),
    ]),
  ];
}

const sourceCode = (source: DataSource): Code =>
  object([source.kind === 'id' ? ['id', literal(source.part)] : ['field', literal(source.name)]]);

function dueCode(due: TimeoutDue): Code {
  switch (due.kind) {
    case 'after':
      return object([['after', literal(due.duration)]]);
    case 'at':
      return object([['at', array(due.path.map(literal))]]);
    case 'free':
      return object([['free', 'true']]);
  }
}
