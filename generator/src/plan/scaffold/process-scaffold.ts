/**
 * Target `<process>.process.ts`, the user's own file: a handler for each event, refusal and timeout, all of which compile as
 * they stand and fail with an error that says what to write.
 */
import type { ProcessModel } from '../../model/process-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { constName, createModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import type { ScaffoldMember } from '../scaffold-plan.js';
import { indent } from './indent.js';

export interface ReactionsFileView {
  readonly imports: string;
  readonly doc: string;
  readonly variable: string;
  /** Those that are not empty. */
  readonly groups: readonly {
    readonly key: string;
    /** Members of the object, indented by 4. */
    readonly handlers: readonly { readonly text: string }[];
  }[];
  /** What the object satisfies. */
  readonly type: string;
}

export function planProcessScaffold(process: ProcessModel, plan: DomainPlan): PlannedFile<ReactionsFileView> {
  const { name, description, sources } = process;
  const { paths, contractNames } = plan.names.aggregate(process.streams);
  const scope = createModuleScope(paths.scaffold, plan.config.importEnding);
  const variable = scope.claim('handlers', `${constName(name)}Handlers`);
  const type = scope.type(contractNames.behaviour);
  const members = membersOf(process);
  const groups = ['starts', 'on', 'timeouts'].map((key) => ({
    key,
    handlers: members.filter(({ container }) => container[0] === key).map(({ text }) => ({ text: indent(text, 4) })),
  }));
  const view: ReactionsFileView = {
    imports: scope.imports().trimEnd(),
    doc: docComment({ description, otherwise: `What ${name} does about each thing that happens.` }),
    variable,
    groups: groups.filter(({ handlers }) => handlers.length > 0),
    type,
  };
  return {
    path: `${paths.scaffold}.ts`,
    ownership: 'scaffold',
    template: 'reactions',
    view,
    sources,
    scaffold: { target: { kind: 'functions', variable, type: contractNames.behaviour.name }, members },
  };
}

const mayDo = 'what to do: state, send, arm, cancel, end';

function membersOf(process: ProcessModel): readonly ScaffoldMember[] {
  const { events, refusals, timeouts } = process;
  const started = events.filter(({ starts }) => starts);
  const told = events.filter(({ on }) => on);
  return [
    ...started.map(({ name }) =>
      member(process, 'starts', name, {
        note: `Return the first state, and ${mayDo.replace('state, ', '')}; or undefined where it starts nothing.`,
        parameters: '_event, _context',
      }),
    ),
    ...told.map(({ name }) =>
      member(process, 'on', name, {
        note: `After ${commentText(name)}, return ${mayDo}.`,
        parameters: '_event, _state, _context',
      }),
    ),
    ...refusals.map(({ name }) =>
      member(process, 'on', name, {
        note: `A command was refused. Return ${mayDo}; compensate what was done before.`,
        parameters: '_refusal, _state, _context',
      }),
    ),
    ...timeouts.map(({ name, description }) =>
      member(process, 'timeouts', name, {
        note: `${description === undefined ? '' : `${commentText(description)} `}Return ${mayDo}.`,
        parameters: '_timeout, _state, _context',
      }),
    ),
  ];
}

interface MemberText {
  readonly note: string;
  readonly parameters: string;
}

function member(
  { context, name: process }: ProcessModel,
  container: 'starts' | 'on' | 'timeouts',
  name: string,
  { note, parameters }: MemberText,
): ScaffoldMember {
  const lines = [
    `// ${note.replaceAll('\n', ' ')}`,
    `${propertyKey(name)}(${parameters}) {`,
    `  throw new Error(${literal(`${context}.${process} does not handle ${name} yet.`)});`,
    '},',
  ];
  return { container: [container], name, text: lines.join('\n'), imports: [] };
}
