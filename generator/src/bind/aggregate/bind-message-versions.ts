/** The versions of an event or a command, with their examples. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { IdPart, MessageVersionModel, Versions } from '../../model/domain-model.js';
import {
  noConstraints,
  type FieldModel,
  type JsonValue,
  type ShapeModel,
  type TypeModel,
} from '../../model/type-model.js';
import type { RawDeclaredSteps, RawShape, RawVersioned } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { asVersions, checkSchemaVersions, listed, schemaVersionsOf } from '../schema-versions.js';
import { bindSteps } from '../steps/bind-steps.js';
import { bindShape } from '../types/bind-shape.js';
import { checkExamples } from '../types/check-examples.js';
import { refuseIdentityIn } from './bind-identity.js';

export interface MessageSource {
  /** Name as messages say it: `OrderPlaced`. */
  readonly name: string;
  readonly kind: 'event' | 'command';
  readonly raw: RawVersioned<RawShape> &
    RawDeclaredSteps & { readonly examples?: Readonly<Record<string, readonly JsonValue[]>> };
  /** The declaration's value. */
  readonly place: Place;
  /** No version may declare these. */
  readonly id: readonly IdPart[];
}

const reported = 'reported';

/** The versions, or `undefined` when they are not 1 … n, which is reported. */
export function bindMessageVersions(
  source: MessageSource,
  scope: FileScope,
): Versions<MessageVersionModel> | undefined {
  const { name, kind, raw, place, id } = source;
  const found = schemaVersionsOf(raw);
  const complete = checkSchemaVersions(found, { owner: name, place }, scope.problems);
  const stepsOf = bindSteps(raw, { owner: name, kind, id: id.map((part) => part.name), place }, scope);
  const bound: MessageVersionModel[] = [];
  const earlier = new Map<number, ShapeModel>();
  for (const schemaVersion of found) {
    const written = raw[`${schemaVersion}`];
    if (written === undefined) continue;
    const at = child(place, schemaVersion);
    const shapeSource = {
      raw: written,
      place: at,
      owner: name,
      schemaVersion,
      earlier: (n: number) => earlier.get(n) ?? reported,
    };
    const shape = bindShape(shapeSource, scope);
    earlier.set(schemaVersion, shape);
    bound.push({
      schemaVersion,
      shape,
      examples: raw.examples?.[String(schemaVersion)] ?? [],
      place: atKey(at),
      ...stepsOf(schemaVersion),
    });
  }
  refuseIdentityIn(bound, name, id, scope.problems);
  checkVersionExamples(source, bound, scope);
  return complete ? asVersions(bound) : undefined;
}

function checkVersionExamples(source: MessageSource, bound: readonly MessageVersionModel[], scope: FileScope): void {
  const { name, kind, raw, place, id } = source;
  if (raw.examples === undefined) return;
  const { problems, later } = scope;
  const at = child(place, 'examples');
  for (const key of Object.keys(raw.examples)) {
    if (bound.some(({ schemaVersion }) => String(schemaVersion) === key)) continue;
    const found = listed(bound.map(({ schemaVersion }) => schemaVersion));
    problems.push(report('unknown-schema-version', { owner: name, schemaVersion: key, found }, atKey(child(at, key))));
  }
  for (const { schemaVersion, shape, examples } of bound) {
    if (examples.length === 0) continue;
    const owner = `${name} version ${String(schemaVersion)}`;
    // An event is recorded with its identity beside its data.
    const fields = kind === 'command' ? [...id.map(idField), ...shape.fields] : shape.fields;
    const type: TypeModel = { kind: 'object', shape: { ...shape, fields }, constraints: noConstraints };
    later((lookup) => {
      checkExamples(examples, type, { owner, place: child(at, schemaVersion), lookup, problems });
    });
  }
}

function idField({ name, type, place }: IdPart): FieldModel {
  const nothing = { defaultValue: undefined, description: undefined, deprecated: undefined, examples: [] };
  return { name, type, place, optional: false, personal: false, ...nothing };
}
