/**
 * Target `<aggregate>.aggregate.ts`, the user's own file: a class that compiles as it stands and refuses every command with
 * an error that says what to write.
 */
import type { AggregateModel, CommandModel, EventModel } from '../../model/domain-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import { inheritedMembers } from '../../naming/method-names.js';
import { keepsState, methodNames, restoresState, resultOf } from '../contract/aggregate-class.js';
import { answersOf } from '../contract/answers.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { fromEntry, type AggregateNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import { createModuleScope, type Exported, type ModuleScope } from '../names/module-scope.js';
import { contextType, metadataType } from '../metadata/metadata-type.js';
import type { PlannedFile } from '../output-plan.js';
import type { ScaffoldMember } from '../scaffold-plan.js';
import { indent } from './indent.js';

export interface AggregateFileView {
  readonly imports: string;
  readonly doc: string;
  readonly name: string;
  readonly base: string;
  /** Indented by 2, with an empty line before each but the first. */
  readonly members: readonly { readonly text: string }[];
}

const decideContext: Exported = { module: 'npm:@varve/runtime', name: 'DecideContext', kind: 'type' };

export function planAggregateScaffold(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<AggregateFileView> {
  const names = plan.names.aggregate(aggregate);
  const { paths, contractNames } = names;
  const scope = createModuleScope(paths.scaffold, plan.config.importEnding);
  const base = scope.value(contractNames.behaviour);
  const methods = methodNames(aggregate);
  const members = [
    ...[...methods.commands].map(([command, method]) =>
      commandMember(command, method, { aggregate, names, scope, plan }),
    ),
    ...[...methods.events].map(([event, method]) => eventMember(event, method, { aggregate, names, scope, plan })),
    ...snapshotMembers({ aggregate, names, scope, plan }),
  ];
  // Claimed last: members that are added later are written with the plain names of what they import.
  const name = scope.claim('class', aggregate.name);
  const view: AggregateFileView = {
    doc: docComment({ description: aggregate.description, otherwise: `Decides for ${aggregate.name}.` }),
    name,
    base,
    members: members.map(({ text }, index) => ({ text: (index === 0 ? '' : '\n') + indent(text, 2) })),
    imports: scope.imports().trimEnd(),
  };
  return {
    path: `${paths.scaffold}.ts`,
    ownership: 'scaffold',
    template: 'aggregate',
    view,
    sources: aggregate.sources,
    scaffold: {
      target: {
        kind: 'class',
        className: name,
        type: contractNames.behaviour.name,
        inherited: [...inheritedMembers],
      },
      members,
    },
  };
}

interface MemberContext {
  readonly aggregate: AggregateModel;
  readonly names: AggregateNames;
  readonly scope: ModuleScope;
  readonly plan: DomainPlan;
}

function commandMember(command: CommandModel, method: string, context: MemberContext): ScaffoldMember {
  const { names, aggregate, scope, plan } = context;
  const messageClass = fromEntry(found(names.commandNames.get(command), command.name).messageClass, names);
  const rejects = answersOf(command, aggregate, names).rejects.map((rejection) => fromEntry(rejection, names));
  const parameters = `_command: ${scope.type(messageClass)}, _context: ${contextType(scope.type(decideContext), scope, plan)}`;
  const result = resultOf(rejects.map((rejection) => scope.type(rejection)));
  const keys = metadataType(plan);
  const raises = command.emits.length === 0 ? 'nothing to raise' : `this.raise(…) for ${command.emits.join(', ')}`;
  const refuses = rejects.length === 0 ? '' : `; return ${command.rejects.join(' or ')} to refuse`;
  const lines = [
    `// Decide: ${commentText(raises + refuses)}.`,
    `override ${method}(${parameters}): ${result} {`,
    `  throw new Error(${literal(`${command.type} is not decided yet.`)});`,
    '}',
  ];
  return member(method, lines, [messageClass, decideContext, ...rejects, ...(keys === undefined ? [] : [keys])], scope);
}

function eventMember(event: EventModel, method: string, { names, scope }: MemberContext): ScaffoldMember {
  const messageClass = fromEntry(found(names.eventNames.get(event), event.name).messageClass, names);
  const lines = [
    `protected override ${method}(_event: ${scope.type(messageClass)}): void {`,
    `  // Change the fields of this object as ${commentText(event.name)} says.`,
    '}',
  ];
  return member(method, lines, [messageClass], scope);
}

function snapshotMembers({ aggregate, names, scope }: MemberContext): readonly ScaffoldMember[] {
  const { stateNames } = names;
  if (stateNames === undefined || !keepsState(aggregate, names)) return [];
  const state = fromEntry(stateNames.latest, names);
  const problem = literal(`${aggregate.name} says nothing of its state yet.`);
  const to = [
    '// Give what the fields of this object hold.',
    `protected override toSnapshot(): ${scope.type(state)} {`,
    `  throw new Error(${problem});`,
    '}',
  ];
  const from = [
    '// Set the fields of this object.',
    `protected override fromSnapshot(_state: ${scope.type(state)}): void {`,
    `  throw new Error(${problem});`,
    '}',
  ];
  const given = member('toSnapshot', to, [state], scope);
  return restoresState(aggregate, names) ? [given, member('fromSnapshot', from, [state], scope)] : [given];
}

function member(
  name: string,
  lines: readonly string[],
  symbols: readonly Exported[],
  scope: ModuleScope,
): ScaffoldMember {
  const imports = symbols.map((symbol) => ({ from: scope.specifier(symbol), name: symbol.name, typeOnly: true }));
  return { container: [], name, text: lines.join('\n'), imports };
}
