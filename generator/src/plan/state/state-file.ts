/** Target `<aggregate>.state.ts`: the type of each version of the declared state, and the latest by its plain name. */
import type { AggregateModel } from '../../model/domain-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { found } from '../names/domain-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { inlineDeclarations, inlineMap, typeDeclaration, type DeclarationView } from '../types/declarations.js';
import { inlineObjects } from '../types/inline-objects.js';
import type { TypeModel } from '../../model/type-model.js';

export interface StateFileView extends FileView {
  readonly declarations: readonly DeclarationView[];
  readonly latestDoc: string;
  readonly latest: string;
}

/** `undefined` where the state is a type of the user's. */
export function planStateFile(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<StateFileView> | undefined {
  const { state: scope, stateNames } = plan.names.aggregate(aggregate);
  const { state, name, sources } = aggregate;
  if (state === undefined || stateNames === undefined) return undefined;
  const declarations = state.versions.flatMap(({ type, schemaVersion }, index) => {
    const otherwise = `State of ${name}, schema version ${String(schemaVersion)}.`;
    return stateDeclarations(type, { name: found(stateNames.versions[index], name), otherwise }, scope, plan);
  });
  const newest = found(stateNames.versions.at(-1), name);
  const view = {
    declarations,
    latestDoc: docComment({ description: state.description, otherwise: `What deciding knows of ${name}.` }),
    latest: `export type ${stateNames.latest.name} = ${newest.name};`,
  };
  return generatedFile({ scope, template: 'state', sources }, (header) => ({ ...header, ...view }));
}

function stateDeclarations(
  type: TypeModel,
  { name, otherwise }: { readonly name: Exported; readonly otherwise: string },
  scope: ModuleScope,
  { names, config }: DomainPlan,
): readonly DeclarationView[] {
  const inlines = inlineObjects(name.name, type, { scope, hasInput: () => false });
  const context = { scope, names, scalars: config.scalars, inlines: inlineMap(inlines) };
  const shape = type.kind === 'object' ? type.shape : undefined;
  const doc = { otherwise, description: shape?.description, deprecated: shape?.deprecated };
  return [...inlineDeclarations(inlines, 'data', context), typeDeclaration(type, { name, doc }, 'data', context)];
}
