/** What stands to the right of a field's name → a type. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import {
  noConstraints,
  type EnumType,
  type FieldModel,
  type JsonValue,
  type TypeModel,
} from '../../model/type-model.js';
import type { RawFieldType, RawLongForm } from '../../validate/raw-schema.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import { entriesInOrder, type FileScope } from '../file-scope.js';
import { checkExamples } from './check-examples.js';
import { applyKeywords, type LongForm } from './apply-keywords.js';
import { bindTypeString, checkUnionsLater } from './bind-type-string.js';
import { checkFieldValues, isPersonal, isUsableField, refuseDefault, refuseExtra } from './field-attributes.js';
import { scalars } from './resolve-name.js';
import { nullable } from './special-types.js';

/** `default`, `examples` and the like belong to whoever holds the type, and are left to the caller. */
export function bindFieldType(raw: RawFieldType, place: Place, scope: FileScope): TypeModel {
  if (typeof raw === 'string') {
    const type = bindTypeString(raw, place, scope);
    checkUnionsLater(type, place, scope);
    return type;
  }
  const form: LongForm = { raw, place, scope };
  const constrained = applyKeywords(bindStructure(form), form);
  const type = raw.nullable === true ? nullable(constrained) : constrained;
  // Only now: `wire` may tell members apart that were both texts, and null may be said twice.
  if (raw.type !== undefined) checkUnionsLater(type, child(place, 'type'), scope);
  return type;
}

/** The type of what a list, a map or an open object holds, where a default would have no one to fill it in for. */
export function bindInnerType(raw: RawFieldType, place: Place, scope: FileScope): TypeModel {
  const type = bindFieldType(raw, place, scope);
  if (typeof raw === 'string') return type;
  refuseDefault(raw, place, scope);
  scope.later((lookup) => {
    checkExamples(raw.examples ?? [], type, {
      owner: 'this type',
      place: child(place, 'examples'),
      lookup,
      problems: scope.problems,
    });
  });
  return type;
}

function bindStructure({ raw, place, scope }: LongForm): TypeModel {
  if (raw.open !== undefined && raw.fields === undefined && raw.enum === undefined) {
    scope.problems.push(
      report('keyword-misfit', { keyword: 'open', type: 'this type' }, child(place, 'open'), {
        help: 'Enums and objects can be open.',
      }),
    );
  }
  if (raw.type !== undefined) return bindTypeString(raw.type, child(place, 'type'), scope);
  if (raw.enum !== undefined) return bindEnum(raw.enum, raw.open === true, child(place, 'enum'), scope);
  if (raw.list !== undefined) {
    return { kind: 'list', of: bindInnerType(raw.list, child(place, 'list'), scope), constraints: noConstraints };
  }
  if (raw.map !== undefined) {
    return { kind: 'map', of: bindInnerType(raw.map, child(place, 'map'), scope), constraints: noConstraints };
  }
  if (raw.fields === undefined) return unresolvedType;
  const fields = bindFields(raw.fields, child(place, 'fields'), scope);
  const open = bindOpen(raw.open, child(place, 'open'), scope);
  refuseExtra({ fields, open }, scope);
  return {
    kind: 'object',
    shape: { fields, open, description: undefined, deprecated: undefined },
    constraints: noConstraints,
  };
}

/** Type of the further keys of an open object; `undefined` for a closed one. */
export function bindOpen(raw: RawLongForm['open'], place: Place, scope: FileScope): TypeModel | undefined {
  if (raw === undefined || raw === false) return undefined;
  return raw === true ? scalars.get('json') : bindInnerType(raw, place, scope);
}

function bindEnum(members: readonly string[], open: boolean, place: Place, scope: FileScope): EnumType {
  const seen = new Set<string>();
  for (const [index, member] of members.entries()) {
    if (seen.has(member)) scope.problems.push(report('enum-member-twice', { member }, child(place, index)));
    seen.add(member);
  }
  return { kind: 'enum', members: [...seen], open };
}

export type RawFields = Readonly<Record<string, RawFieldType>>;

/** The fields of a shape in the order of the source. A name that cannot be used is reported and left out. */
export function bindFields(raw: RawFields, place: Place, scope: FileScope): readonly FieldModel[] {
  const fields: FieldModel[] = [];
  const names = new Set<string>();
  for (const [key, rawType] of entriesInOrder(raw, scope)) {
    const field = bindField(key, rawType, child(place, key), scope);
    if (names.has(field.name)) {
      scope.problems.push(report('field-twice', { field: field.name }, field.place));
    } else if (isUsableField(field, scope)) {
      fields.push(field);
    }
    names.add(field.name);
  }
  return fields;
}

// Shared: most fields are a name and a type string.
const bareForm: RawLongForm = {};
const noExamples: readonly JsonValue[] = [];

/** One field; `key` is its name as written, with the question mark of an optional one. */
export function bindField(key: string, raw: RawFieldType, place: Place, scope: FileScope): FieldModel {
  const optional = key.endsWith('?');
  const form = typeof raw === 'string' ? bareForm : raw;
  const field: FieldModel = {
    name: optional ? key.slice(0, -1) : key,
    type: bindFieldType(raw, place, scope),
    optional,
    defaultValue: form.default,
    personal: isPersonal(raw),
    description: form.description,
    deprecated: form.deprecated,
    examples: form.examples ?? noExamples,
    place: atKey(place),
  };
  if (form.default !== undefined || field.examples.length > 0) checkFieldValues(field, place, scope);
  return field;
}
