/**
 * Target `<aggregate>.state.ts`: the type of each version of the declared state, the latest by its plain name, and where
 * snapshots are kept the shape that checks them.
 */
import type { AggregateModel } from '../../model/domain-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import type { StatementView } from '../contract/contract-file.js';
import { docComment, type DocParts } from '../layout/doc-comment.js';
import type { MessageClassView } from '../messages/message-view.js';
import { found } from '../names/domain-names.js';
import type { StateNames } from '../names/aggregate-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { inlineDeclarations, inlineMap, typeDeclaration, type DeclarationView } from '../types/declarations.js';
import { inlineObjects } from '../types/inline-objects.js';
import { versionView } from '../types/version-view.js';
import type { TypeModel } from '../../model/type-model.js';
import { storedState } from './stored-state.js';

export interface StateFileView extends FileView {
  readonly declarations: readonly DeclarationView[];
  readonly latestDoc: string;
  readonly latest: string;
  /** Statements that make shapes: all of a state that is stored for good, the latest where snapshots are kept. */
  readonly shapes: readonly { readonly text: string }[];
  /** The event that has it for its data, or nothing. */
  readonly classes: readonly MessageClassView[];
  /** How it is stored for good, or nothing. */
  readonly definitions: readonly StatementView[];
}

/** `undefined` where the state is a type of the user's. */
export function planStateFile(aggregate: AggregateModel, plan: DomainPlan): PlannedFile<StateFileView> | undefined {
  const { state: scope, stateNames } = plan.names.aggregate(aggregate);
  const { state, name, sources } = aggregate;
  if (state === undefined || stateNames === undefined) return undefined;
  const { stored } = stateNames;
  const newest = found(stateNames.versions.at(-1), name);
  const own = stored === undefined ? unstoredState(aggregate, stateNames, plan) : storedState(aggregate, stored, plan);
  const view = {
    ...own,
    latestDoc: docComment({ description: state.description, otherwise: latestMeaning(aggregate) }),
    latest: `export type ${stateNames.latest.name} = ${newest.name};`,
  };
  return generatedFile({ scope, template: 'state', sources }, (header) => ({ ...header, ...view }));
}

const latestMeaning = ({ name, style }: AggregateModel): string =>
  style === 'process' ? `What an instance of ${name} knows.` : `What deciding knows of ${name}.`;

type StateParts = Pick<StateFileView, 'declarations' | 'shapes' | 'classes' | 'definitions'>;

/** Types, and where snapshots are kept the shape of the latest version. */
function unstoredState(aggregate: AggregateModel, names: StateNames, plan: DomainPlan): StateParts {
  const { context, state, name } = aggregate;
  const { state: scope } = plan.names.aggregate(aggregate);
  const { shape } = names;
  const newest = names.versions.at(-1);
  const versions = (state?.versions ?? []).map(({ type, schemaVersion }, index) => {
    const otherwise = `State of ${name}, schema version ${String(schemaVersion)}.`;
    const data = found(names.versions[index], name);
    if (shape === undefined || data !== newest) {
      return { declarations: stateDeclarations(type, { name: data, otherwise }, scope, plan), shapes: [] };
    }
    const doc = docOf(type, otherwise);
    const kept = { context, type, doc, inputDoc: doc, isShared: true, isLater: () => false };
    const made = versionView({ ...kept, names: { data, shape, input: undefined } }, scope, plan);
    return { declarations: made.declarations, shapes: [{ text: made.shape }] };
  });
  return {
    declarations: versions.flatMap(({ declarations }) => declarations),
    shapes: versions.flatMap(({ shapes }) => shapes),
    classes: [],
    definitions: [],
  };
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
