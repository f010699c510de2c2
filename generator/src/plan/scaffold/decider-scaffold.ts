/**
 * Target `<aggregate>.decider.ts`, the user's own file: a decider that compiles as it stands, refuses every command with an
 * error that says what to write, and leaves the state as it is.
 */
import type { AggregateModel, CommandModel, EventModel } from '../../model/domain-model.js';
import type { ShapeModel } from '../../model/type-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import { isEvolved } from '../contract/answers.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { fromEntry } from '../names/aggregate-names.js';
import { constName, createModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import type { ScaffoldMember } from '../scaffold-plan.js';
import { indent } from './indent.js';

export interface DeciderFileView {
  readonly imports: string;
  /** The statement that declares the user's own state type, or nothing. */
  readonly stateTypes: readonly { readonly doc: string; readonly text: string }[];
  readonly doc: string;
  readonly variable: string;
  /** The property with its comma, indented by 2. */
  readonly initialState: string;
  readonly hasDecide: boolean;
  /** Indented by 4. */
  readonly decide: readonly { readonly text: string }[];
  /** Whether events are folded: not into a state that is the truth. */
  readonly evolves: boolean;
  readonly hasEvolve: boolean;
  readonly evolve: readonly { readonly text: string }[];
  /** What the object satisfies. */
  readonly type: string;
}

export function planDeciderScaffold(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<DeciderFileView> {
  const names = plan.names.aggregate(aggregate);
  const { paths, contractNames, stateNames } = names;
  const scope = createModuleScope(paths.scaffold, plan.config.importEnding);
  const variable = scope.claim('decider', `${constName(aggregate.name)}Decider`);
  const stateName = stateNames === undefined ? scope.claim('state', `${aggregate.name}State`) : undefined;
  const decider = scope.type(contractNames.behaviour);
  const keepsState = aggregate.persistence === 'state';
  const decide = aggregate.commands.map((command) => (keepsState ? changeMember(command) : decideMember(command)));
  const evolve = keepsState ? [] : aggregate.events.filter(isEvolved).map((event) => evolveMember(event));
  const initial = initialStateText(aggregate, () =>
    stateNames === undefined ? '' : scope.type(fromEntry(stateNames.latest, names)),
  );
  const view: DeciderFileView = {
    stateTypes: stateName === undefined ? [] : [stateTypeView(stateName, aggregate)],
    doc: docComment({ description: aggregate.description, otherwise: `Decides for ${aggregate.name}.` }),
    variable,
    initialState: indent(initial, 2),
    hasDecide: decide.length > 0,
    decide: decide.map(({ text }) => ({ text: indent(text, 4) })),
    evolves: !keepsState,
    hasEvolve: evolve.length > 0,
    evolve: evolve.map(({ text }) => ({ text: indent(text, 4) })),
    type: stateName === undefined ? decider : `${decider}<${stateName}>`,
    imports: scope.imports().trimEnd(),
  };
  return {
    path: `${paths.scaffold}.ts`,
    ownership: 'scaffold',
    template: 'decider',
    view,
    sources: aggregate.sources,
    scaffold: {
      target: { kind: 'object', variable, type: contractNames.behaviour.name },
      members: [...decide, ...evolve],
    },
  };
}

function decideMember({ name, type, emits, rejects }: CommandModel): ScaffoldMember {
  const answers = [
    emits.length === 0 ? '' : `what happened (${emits.join(', ')}), `,
    rejects.length === 0 ? '' : `a refusal (${rejects.join(', ')}), `,
    emits.length + rejects.length === 0 ? '[]: it leads to nothing' : 'or [] when there is nothing to do',
  ];
  const lines = [
    `// Return ${commentText(answers.join(''))}.`,
    `${propertyKey(name)}(_command, _state, _context) {`,
    `  throw new Error(${literal(`${type} is not decided yet.`)});`,
    '},',
  ];
  return { container: ['decide'], name, text: lines.join('\n'), imports: [] };
}

function changeMember({ name, type, emits, rejects }: CommandModel): ScaffoldMember {
  const answers = [
    emits.length === 0
      ? '{ state, events: [] } with the new state'
      : `the new state and what happened (${emits.join(', ')})`,
    rejects.length === 0 ? '' : `, a refusal (${rejects.join(', ')})`,
    ', or the state as it is and no events when there is nothing to do',
  ];
  const lines = [
    `// Return ${commentText(answers.join(''))}.`,
    `${propertyKey(name)}(_command, _state, _context) {`,
    `  throw new Error(${literal(`${type} is not decided yet.`)});`,
    '},',
  ];
  return { container: ['decide'], name, text: lines.join('\n'), imports: [] };
}

function evolveMember({ name, retired }: EventModel): ScaffoldMember {
  const note = retired === undefined ? '' : ', which is no longer emitted';
  const lines = [`// Return the state after ${commentText(name)}${note}.`, `${propertyKey(name)}: (state) => state,`];
  return { container: ['evolve'], name, text: lines.join('\n'), imports: [] };
}

function stateTypeView(name: string, { name: aggregate }: AggregateModel): DeciderFileView['stateTypes'][number] {
  return {
    doc: docComment({ otherwise: `What deciding needs to know of ${aggregate}. Yours to shape.` }),
    text: `export type ${name} = Readonly<Record<string, never>>;`,
  };
}

/** The state before the first event, where that needs no value which only the user can know. */
function initialStateText({ state, name }: AggregateModel, stateType: () => string): string {
  if (state === undefined) return 'initialState: {},';
  const newest = state.versions.at(-1)?.type;
  const { union } = state;
  const variant = newest?.kind === 'tagged' ? newest.variants.find(({ tag }) => tag === union?.initial)?.type : newest;
  if (variant?.kind === 'object' && isEmptyPossible(variant.shape)) {
    return union === undefined
      ? 'initialState: {},'
      : `initialState: { ${propertyKey(union.tag)}: ${literal(union.initial)} },`;
  }
  const lines = [
    '// Return the state before the first event.',
    `get initialState(): ${stateType()} {`,
    `  throw new Error(${literal(`The initial state of ${name} is not written yet.`)});`,
    '},',
  ];
  return lines.join('\n');
}

const isEmptyPossible = ({ fields, open }: ShapeModel): boolean =>
  open === undefined && fields.every((field) => field.optional);
