/**
 * Target `<projection>.projection.ts`, the user's own file: a handler for each event, all of which compile as they stand and
 * fail with an error that says what to write.
 */
import type { ProjectedEventModel, ProjectionModel } from '../../model/projection-model.js';
import { commentText } from '../../naming/comment-text.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { docComment } from '../layout/doc-comment.js';
import { constName, createModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import type { ScaffoldMember } from '../scaffold-plan.js';
import { indent } from './indent.js';

export interface HandlersFileView {
  readonly imports: string;
  readonly doc: string;
  readonly variable: string;
  /** Members of the object, indented by 2. */
  readonly handlers: readonly { readonly text: string }[];
  /** What the object satisfies. */
  readonly type: string;
}

export function planProjectionScaffold(projection: ProjectionModel, plan: DomainPlan): PlannedFile<HandlersFileView> {
  const { name, description, sources } = projection;
  const { paths, handlers } = plan.names.projection(projection);
  const scope = createModuleScope(paths.scaffold, plan.config.importEnding);
  const variable = scope.claim('handlers', `${constName(name)}Handlers`);
  const type = scope.type(handlers);
  const members = projection.on.map((each) => handlerMember(each, projection));
  const view: HandlersFileView = {
    imports: scope.imports().trimEnd(),
    doc: docComment({ description, otherwise: `Makes the rows of ${name}.` }),
    variable,
    handlers: members.map(({ text }) => ({ text: indent(text, 2) })),
    type,
  };
  return {
    path: `${paths.scaffold}.ts`,
    ownership: 'scaffold',
    template: 'handlers',
    view,
    sources,
    scaffold: { target: { kind: 'functions', variable, type: handlers.name }, members },
  };
}

function handlerMember(
  { name, event: { retired } }: ProjectedEventModel,
  { context, name: projection }: ProjectionModel,
): ScaffoldMember {
  const note = retired === undefined ? '' : ', which is no longer emitted';
  const lines = [
    `// Change the row after ${commentText(name)}${note}: row.insert, row.upsert, row.patch or row.delete.`,
    `${propertyKey(name)}(_event, _row) {`,
    `  throw new Error(${literal(`${context}.${projection} does not handle ${name} yet.`)});`,
    '},',
  ];
  return { container: [], name, text: lines.join('\n'), imports: [] };
}
