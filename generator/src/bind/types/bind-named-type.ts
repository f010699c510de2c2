/** A named type with its versions. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { NamedTypeModel, TypeVersionModel } from '../../model/domain-model.js';
import { noConstraints, type JsonValue, type ShapeModel, type TypeModel } from '../../model/type-model.js';
import type {
  RawFieldType,
  RawLongForm,
  RawNamedType,
  RawShape,
  RawUnion,
  RawVersionedType,
} from '../../validate/raw-schema.js';
import type { TypeDeclaration } from '../declarations.js';
import type { FileScope } from '../file-scope.js';
import { asVersions, checkSchemaVersions, schemaVersionsOf } from '../schema-versions.js';
import { bindSteps } from '../steps/bind-steps.js';
import { checkExamples } from './check-examples.js';
import { bindFieldType } from './bind-field-type.js';
import { bindShape, isShapeDescriptor, type EarlierShape } from './bind-shape.js';
import { bindUnion } from './bind-union.js';
import { isPersonal, refuseDefault } from './field-attributes.js';

/** The bound type, or `undefined` when its versions are not 1 … n, which is reported. */
export function bindNamedType(declaration: TypeDeclaration, scope: FileScope): NamedTypeModel | undefined {
  const { context, name, raw, place, versioned, schemaVersions } = declaration;
  const complete = checkSchemaVersions(schemaVersions, { owner: name, place }, scope.problems);
  const bound = isVersioned(raw) ? bindVersions(raw, declaration, scope) : [bindOnly(raw, declaration, scope)];
  const versions = asVersions(bound);
  if (!complete || versions === undefined) return undefined;
  const { description, deprecated } = attributesOf(raw);
  return { context, name, description, deprecated, versioned, versions, place: atKey(place) };
}

interface Attributes {
  readonly description?: string | undefined;
  readonly deprecated?: string | undefined;
}

/** In a plain shape `description` is a field like any other. */
function attributesOf(raw: RawNamedType): Attributes {
  if (typeof raw === 'string') return {};
  if (isVersioned(raw) || isUnion(raw)) return raw;
  return isFieldType(raw) || isShapeDescriptor(raw) ? raw : {};
}

const isVersioned = (raw: RawNamedType): raw is RawVersionedType => schemaVersionsOf(raw).length > 0;

/** Without version keys an object is a long form, with all that one may say, or the bare fields of a shape. */
function bindOnly(raw: RawContent, { name, place }: TypeDeclaration, scope: FileScope): TypeVersionModel {
  const content = isFieldsForm(raw)
    ? bindForm(raw, { name, place }, scope)
    : bindContent(raw, { name, place, schemaVersion: 1, earlier: new Map() }, scope);
  return { schemaVersion: 1, ...content, place: atKey(place), upcast: undefined, downcast: undefined };
}

const isFieldsForm = (raw: RawContent): raw is RawLongForm =>
  typeof raw === 'object' && 'fields' in raw && typeof raw.fields === 'object';

function bindVersions(raw: RawVersionedType, { name, place, schemaVersions }: TypeDeclaration, scope: FileScope) {
  const earlier = new Map<number, TypeModel>();
  const stepsOf = bindSteps(raw, { owner: name, kind: 'type', id: [], place }, scope);
  return schemaVersions.flatMap((schemaVersion): readonly TypeVersionModel[] => {
    const written = raw[`${schemaVersion}`];
    if (written === undefined) return [];
    const at = child(place, schemaVersion);
    const content = bindContent(written, { name, place: at, schemaVersion, earlier }, scope);
    earlier.set(schemaVersion, content.type);
    const examples = raw.examples?.[String(schemaVersion)] ?? [];
    const examplesPlace = child(child(place, 'examples'), schemaVersion);
    laterExamples(
      examples,
      content.type,
      { owner: `${name} version ${String(schemaVersion)}`, place: examplesPlace },
      scope,
    );
    const steps = stepsOf(schemaVersion);
    return [{ schemaVersion, ...content, ...steps, examples: [...content.examples, ...examples], place: atKey(at) }];
  });
}

interface ContentSource {
  readonly name: string;
  readonly place: Place;
  readonly schemaVersion: number;
  /** Types of the versions before. */
  readonly earlier: ReadonlyMap<number, TypeModel>;
}

type Content = Pick<TypeVersionModel, 'type' | 'personal' | 'examples'>;
type RawContent = RawFieldType | RawShape | RawUnion;

function bindContent(raw: RawContent, source: ContentSource, scope: FileScope): Content {
  if (isUnion(raw)) return bindTagged(raw, source, scope);
  if (isFieldType(raw)) return bindForm(raw, source, scope);
  const shape = bindVersionShape(raw, source, scope);
  return { type: { kind: 'object', shape, constraints: noConstraints }, personal: false, examples: [] };
}

function bindTagged(raw: RawUnion, { name, place }: Pick<ContentSource, 'name' | 'place'>, scope: FileScope): Content {
  const type = bindUnion(raw, place, scope);
  const examples = raw.examples ?? [];
  laterExamples(examples, type, { owner: name, place: child(place, 'examples') }, scope);
  return { type, personal: false, examples };
}

function bindForm(
  raw: RawFieldType,
  { name, place }: Pick<ContentSource, 'name' | 'place'>,
  scope: FileScope,
): Content {
  const type = bindFieldType(raw, place, scope);
  if (typeof raw === 'string') return { type, personal: false, examples: [] };
  refuseDefault(raw, place, scope);
  const examples = raw.examples ?? [];
  laterExamples(examples, type, { owner: name, place: child(place, 'examples') }, scope);
  return { type, personal: isPersonal(raw), examples };
}

function bindVersionShape(
  raw: RawShape,
  { name, place, schemaVersion, earlier }: ContentSource,
  scope: FileScope,
): ShapeModel {
  const shapeOf = (wanted: number): EarlierShape => {
    const type = earlier.get(wanted);
    if (type === undefined) return 'reported';
    return type.kind === 'object' ? type.shape : 'no-object';
  };
  return bindShape({ raw, place, owner: name, schemaVersion, earlier: shapeOf }, scope);
}

function laterExamples(
  examples: readonly JsonValue[],
  type: TypeModel,
  { owner, place }: { readonly owner: string; readonly place: Place },
  { later, problems }: FileScope,
): void {
  if (examples.length > 0) later((lookup) => checkExamples(examples, type, { owner, place, lookup, problems }));
}

const isUnion = (raw: RawContent): raw is RawUnion =>
  typeof raw === 'object' && 'oneOf' in raw && typeof raw.oneOf === 'object';

/** A string or a long form; what else is a map is a shape. `{ fields }` means the same as both. */
function isFieldType(raw: RawFieldType | RawShape): raw is RawFieldType {
  return typeof raw === 'string' || formKeys.some((key) => key in raw);
}

const formKeys = ['type', 'enum', 'list', 'map'] as const;
