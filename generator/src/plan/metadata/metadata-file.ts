/** Target `metadata.ts`: the project's own metadata keys, as a type for callers and as shapes for the codec. */
import type { DomainPlan } from '../domain-plan.js';
import { propertyKey } from '../../naming/property-key.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { object } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import type { PlannedFile } from '../output-plan.js';
import { inlineDeclarations, inlineMap, objectDeclaration, type DeclarationView } from '../types/declarations.js';
import { inlineObjects } from '../types/inline-objects.js';
import { shapeType } from '../types/root-types.js';
import { entry, shapeCode, type ShapeContext } from '../types/shape-code.js';

export interface MetadataFileView extends FileView {
  readonly declarations: readonly DeclarationView[];
  /** Names of the types. */
  readonly type: string;
  readonly withMetadata: string;
  /** The statement that makes the shapes. */
  readonly keys: string;
}

/** `undefined` for a project without keys of its own. */
export function planMetadataFile(plan: DomainPlan): PlannedFile<MetadataFileView> | undefined {
  const { model, names, config } = plan;
  const { scope, type, keys, withMetadata } = names.metadata;
  if (model.metadata.length === 0) return undefined;
  const shape = optionalShape(model.metadata);
  const inlines = inlineObjects(type.name, shapeType(shape), { scope, hasInput: () => false });
  const context: ShapeContext = {
    scope,
    model,
    names,
    scalars: config.scalars,
    inlines: inlineMap(inlines),
    side: 'data',
    checks: plan.metadataChecks,
    isLater: () => false,
  };
  const doc = { otherwise: 'Metadata keys of this project, beside those of Varve.' };
  const declarations = [
    ...inlineDeclarations(inlines, 'data', context),
    objectDeclaration({ shape, name: type, doc }, 'data', context),
  ];
  const head = `export const ${keys.name}: ${scope.doorType('MetadataKeys')} = `;
  const shapes = object(shape.fields.map((field) => entry(propertyKey(field.name), shapeCode(field.type, context))));
  const statement = constantStatement(head, shapes);
  const sources = ['varve.config.yaml'];
  return generatedFile({ scope, template: 'metadata', sources }, (header) => ({
    ...header,
    declarations,
    type: type.name,
    withMetadata: withMetadata.name,
    keys: statement,
  }));
}

/** Keys may be missing: metadata is additive, and older messages have none of the newer ones. */
const optionalShape = (fields: readonly FieldModel[]): ShapeModel => ({
  fields: fields.map((field) => ({ ...field, optional: true })),
  open: undefined,
  description: undefined,
  deprecated: undefined,
});
