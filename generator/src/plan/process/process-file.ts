/** Target `<process>.ts`, which users import from: what handlers are given and may do, and the definition. */
import type { AggregateModel } from '../../model/domain-model.js';
import type { CorrelatedEventModel, ProcessModel, RefusalModel, SentCommandModel } from '../../model/process-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { StatementView } from '../contract/contract-file.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutUnion } from '../layout/type-text.js';
import { fromEntry, type AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { exportStatements, type Exported } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { upcastsExports } from '../steps/custom-functions.js';
import { unionMembers } from '../types/type-text.js';
import { processStatement } from './process-definition.js';

export interface ProcessGroupView {
  readonly key: string;
  readonly isEmpty: boolean;
  readonly members: readonly { readonly doc: string; readonly key: string; readonly type: string }[];
}

export interface ProcessContractView {
  readonly doc: string;
  readonly name: string;
  readonly id: string;
  readonly state: string;
  readonly groups: readonly ProcessGroupView[];
  /** The member with the commands, from its name to its semicolon. */
  readonly commands: string;
}

export interface ProcessFileView extends FileView {
  /** What is passed on from other files. */
  readonly exports: string;
  /** One. */
  readonly contracts: readonly ProcessContractView[];
  /** The type of what users write. */
  readonly handlers: readonly StatementView[];
  readonly definitions: readonly StatementView[];
}

export function planProcessFile(process: ProcessModel, plan: DomainPlan): PlannedFile<ProcessFileView> {
  const { name, streams, sources } = process;
  const names = plan.names.aggregate(streams);
  const { entry: scope, state } = names;
  const passedOn: readonly Exported[] = [...state.declaredTypes(), ...upcastsExports(streams, plan)];
  const view = {
    exports: exportStatements(scope, passedOn, plan.config.importEnding).trimEnd(),
    contracts: [contractView(process, names, plan)],
    handlers: [handlersView(process, names)],
    definitions: [
      {
        doc: docComment({ otherwise: `What the runtime needs to know of ${name}.` }),
        text: processStatement(process, names, plan),
      },
    ],
  };
  return generatedFile({ scope, template: 'process', sources }, (header) => ({ ...header, ...view }));
}

type Members = ProcessGroupView['members'];

function contractView(process: ProcessModel, names: AggregateNames, plan: DomainPlan): ProcessContractView {
  const { name, streams, events, refusals, sends, timeouts } = process;
  const { entry: scope, contractNames, stateNames } = names;
  const context = { scope, names: plan.names, scalars: plan.config.scalars, inlines: new Map() };
  const [id] = streams.id;
  const idTypes = id === undefined ? [] : unionMembers(id.type, 'data', context).map(({ text }) => text);
  const eventMembers = (some: readonly CorrelatedEventModel[]): Members =>
    some.map((event) => ({ doc: '', key: propertyKey(event.name), type: eventType(event, names, plan) }));
  const commands = [...new Set(sends.map((sent) => commandType(sent, names, plan)))];
  return {
    doc: docComment({ otherwise: `What handlers of ${name} are given, and what they may do.` }),
    name: contractNames.contract.name,
    id: idTypes.join(' | '),
    state: scope.type(found(stateNames, name).latest),
    groups: [
      group('starts', eventMembers(events.filter(({ starts }) => starts))),
      group('events', eventMembers(events.filter(({ on }) => on))),
      group(
        'refusals',
        refusals.map((refusal) => refusalMember(refusal, names, plan)),
      ),
      group(
        'timeouts',
        timeouts.map(({ name: timeout, description, due }) => ({
          doc: description === undefined ? '' : docComment({ otherwise: '', description }, 4),
          key: propertyKey(timeout),
          type: literal(due.kind === 'free' ? 'free' : 'set'),
        })),
      ),
    ],
    commands: layOutUnion('readonly commands:', commands.length === 0 ? ['never'] : commands, 2),
  };
}

const group = (key: string, members: Members): ProcessGroupView => ({ key, isEmpty: members.length === 0, members });

function eventType({ aggregate, event, name }: CorrelatedEventModel, { entry }: AggregateNames, plan: DomainPlan) {
  const owner = plan.names.aggregate(aggregate);
  const { messageClass } = found(owner.eventNames.get(event), name);
  const types = [messageClass, owner.contractNames.id].map((symbol) => entry.type(fromEntry(symbol, owner)));
  return `${entry.doorType('StreamEvent')}<${types.join(', ')}>`;
}

function commandType({ aggregate, command, name }: SentCommandModel, { entry }: AggregateNames, plan: DomainPlan) {
  const owner = plan.names.aggregate(aggregate);
  return entry.type(fromEntry(found(owner.commandNames.get(command), name).messageClass, owner));
}

function refusalMember(refusal: RefusalModel, names: AggregateNames, plan: DomainPlan): Members[number] {
  const { name, sent, rejection } = refusal;
  const type = (aggregate: AggregateModel): string => {
    const owner = plan.names.aggregate(aggregate);
    return names.entry.type(fromEntry(found(owner.rejectionNames.get(rejection), name).messageClass, owner));
  };
  const types = [type(sent.aggregate), commandType(sent, names, plan)];
  return { doc: '', key: propertyKey(name), type: `${names.entry.doorType('Refusal')}<${types.join(', ')}>` };
}

function handlersView({ name, description }: ProcessModel, { entry, contractNames }: AggregateNames): StatementView {
  const { behaviour, contract } = contractNames;
  const notes = ['Write them with `satisfies`: a missing handler does not compile.'];
  return {
    doc: docComment({ description, otherwise: `What ${commentText(name)} does about each thing that happens.`, notes }),
    text: `export type ${behaviour.name} = ${entry.doorType('ProcessHandlers')}<${contract.name}>;`,
  };
}
