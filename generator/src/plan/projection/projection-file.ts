/** Target `<projection>.ts`, which users import from: the row and its key, what handlers are given, and the definition. */
import type { ProjectionModel } from '../../model/projection-model.js';
import { commentText } from '../../naming/comment-text.js';
import { propertyKey } from '../../naming/property-key.js';
import type { StatementView } from '../contract/contract-file.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutTypeArguments } from '../layout/type-text.js';
import { fromEntry } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { ProjectionNames } from '../names/projection-names.js';
import type { PlannedFile } from '../output-plan.js';
import { interfaceView, type DeclarationView, type InterfaceView } from '../types/declarations.js';
import { shapeType } from '../types/root-types.js';
import { versionView } from '../types/version-view.js';
import { projectionStatement } from './projection-definition.js';
import { unitParameter } from './unit-parameter.js';

export interface ProjectionContractView {
  readonly doc: string;
  readonly name: string;
  readonly key: string;
  readonly row: string;
  readonly events: readonly { readonly key: string; readonly type: string }[];
}

export interface ProjectionFileView extends FileView {
  /** The interface of the key. */
  readonly keys: readonly InterfaceView[];
  /** The interface of a row, behind those of the objects in it. */
  readonly declarations: readonly DeclarationView[];
  /** One. */
  readonly contracts: readonly ProjectionContractView[];
  /** The type of what users write. */
  readonly handlers: readonly StatementView[];
  /** The statement that makes the shape of a row. */
  readonly shape: string;
  readonly definitions: readonly StatementView[];
}

export function planProjectionFile(projection: ProjectionModel, plan: DomainPlan): PlannedFile<ProjectionFileView> {
  const { name, key, fields, context, description } = projection;
  const { description: ofRow = description, deprecated } = projection.row;
  const names = plan.names.projection(projection);
  const { scope } = names;
  const closed = { open: undefined, description: undefined, deprecated: undefined };
  const types = { scope, names: plan.names, scalars: plan.config.scalars, inlines: new Map() };
  const keyDoc = { otherwise: `What tells the rows of ${name} apart.` };
  const keyView = interfaceView({ shape: { ...closed, fields: key }, name: names.key, doc: keyDoc }, 'data', types);
  const doc = { description: ofRow, deprecated, otherwise: `A row of ${name}.` };
  const type = shapeType({ ...closed, fields: [...key, ...fields] });
  const row = { data: names.row, shape: names.shape, input: undefined };
  const made = versionView(
    { context, names: row, type, doc, inputDoc: doc, isShared: false, isLater: () => false },
    scope,
    plan,
  );
  const view = {
    keys: [keyView],
    declarations: made.declarations,
    contracts: [contractView(projection, names, plan)],
    handlers: [handlersView(projection, names)],
    shape: made.shape,
    definitions: [
      {
        doc: docComment({ otherwise: `What the runtime needs to know of ${name}.` }),
        text: projectionStatement(projection, names, plan),
      },
    ],
  };
  const file = { scope, template: 'projection', sources: projection.sources };
  return generatedFile(file, (header) => ({ ...header, ...view }));
}

function contractView(
  { name, on }: ProjectionModel,
  { scope, contract, key, row }: ProjectionNames,
  plan: DomainPlan,
): ProjectionContractView {
  const events = on.map((each) => {
    const names = plan.names.aggregate(each.aggregate);
    const { messageClass } = found(names.eventNames.get(each.event), each.name);
    const types = [messageClass, names.contractNames.id].map((symbol) => scope.type(fromEntry(symbol, names)));
    return { key: propertyKey(each.name), type: `${scope.doorType('StreamEvent')}<${types.join(', ')}>` };
  });
  const doc = docComment({ otherwise: `What handlers of ${name} are given: one event, and the row of its key.` });
  return { doc, name: contract.name, key: key.name, row: row.name, events };
}

function handlersView({ name, run }: ProjectionModel, { scope, handlers, contract }: ProjectionNames): StatementView {
  const notes = ['Write them with `satisfies`: a missing handler does not compile.'];
  const doc = docComment({ otherwise: `Makes the rows of ${commentText(name)}.`, notes });
  if (run === 'live') {
    return { doc, text: `export type ${handlers.name} = ${scope.doorType('LiveHandlers')}<${contract.name}>;` };
  }
  const unit = unitParameter(scope);
  const head = `export type ${handlers.name}<${unit.declaration}> = ${scope.doorType('ProjectionHandlers')}`;
  return { doc, text: layOutTypeArguments(head, [contract.name, unit.name], ';') };
}
