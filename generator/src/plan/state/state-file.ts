/**
 * Target `<aggregate>.state.ts`: the type of each version of the declared state, the latest by its plain name, and where
 * snapshots are kept the shape that checks them.
 */
import type { AggregateModel } from '../../model/domain-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment, type DocParts } from '../layout/doc-comment.js';
import { found } from '../names/domain-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { inlineDeclarations, inlineMap, typeDeclaration, type DeclarationView } from '../types/declarations.js';
import { inlineObjects } from '../types/inline-objects.js';
import { versionView } from '../types/version-view.js';
import type { TypeModel } from '../../model/type-model.js';

export interface StateFileView extends FileView {
  readonly declarations: readonly DeclarationView[];
  readonly latestDoc: string;
  readonly latest: string;
  /** The statement that makes the latest shape; none where nothing is kept. */
  readonly shapes: readonly { readonly text: string }[];
}

/** `undefined` where the state is a type of the user's. */
export function planStateFile(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<StateFileView> | undefined {
  const { state: scope, stateNames } = plan.names.aggregate(aggregate);
  const { context, state, name, sources } = aggregate;
  if (state === undefined || stateNames === undefined) return undefined;
  const { shape } = stateNames;
  const newest = found(stateNames.versions.at(-1), name);
  const versions = state.versions.map(({ type, schemaVersion }, index) => {
    const otherwise = `State of ${name}, schema version ${String(schemaVersion)}.`;
    const data = found(stateNames.versions[index], name);
    if (shape === undefined || data !== newest) {
      return { declarations: stateDeclarations(type, { name: data, otherwise }, scope, plan), shapes: [] };
    }
    const names = { data, shape, input: undefined };
    const doc = docOf(type, otherwise);
    const kept = { context, names, type, doc, inputDoc: doc, isShared: true, isLater: () => false };
    const made = versionView(kept, scope, plan);
    return { declarations: made.declarations, shapes: [{ text: made.shape }] };
  });
  const view = {
    declarations: versions.flatMap(({ declarations }) => declarations),
    shapes: versions.flatMap(({ shapes }) => shapes),
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
  const doc = docOf(type, otherwise);
  return [...inlineDeclarations(inlines, 'data', context), typeDeclaration(type, { name, doc }, 'data', context)];
}

function docOf(type: TypeModel, otherwise: string): DocParts {
  const shape = type.kind === 'object' ? type.shape : undefined;
  return { otherwise, description: shape?.description, deprecated: shape?.deprecated };
}
