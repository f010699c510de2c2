/** What stands to the right of a field's name → a type. */
import { child, type Place } from '../../diagnostics/place.js';
import type { EnumType, TypeModel } from '../../model/type-model.js';
import type { RawFieldType, RawLongForm } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { checkExamples } from '../values/check-examples.js';
import { applyKeywords, type LongForm } from './apply-keywords.js';
import { bindFields } from './bind-fields.js';
import { bindTypeString, checkUnionsLater } from './bind-type-string.js';
import { scalars } from './resolve-name.js';
import { nullable, unresolvedType } from './special-types.js';

/** `default`, `examples` and the like belong to whoever holds the type, and are left to the caller. */
export function bindFieldType(raw: RawFieldType, place: Place, scope: FileScope): TypeModel {
  if (typeof raw === 'string') {
    const type = bindTypeString(raw, place, scope);
    checkUnionsLater(type, place, scope);
    return type;
  }
  const form: LongForm = { raw, place, scope };
  const type = applyKeywords(bindStructure(form), form);
  // Only now: `wire` may tell members apart that were both texts.
  if (raw.type !== undefined) checkUnionsLater(type, child(place, 'type'), scope);
  return raw.nullable === true ? nullable(type) : type;
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

export function refuseDefault(raw: RawLongForm, place: Place, scope: FileScope): void {
  if (raw.default === undefined) return;
  scope.problems.push(
    report('keyword-out-of-place', { keyword: 'default' }, { ...child(place, 'default'), at: 'key' }),
  );
}

/** Whether a field type says, itself or for what its list or map holds, that the value is personal data. */
export function isPersonal(raw: RawFieldType | undefined): boolean {
  if (raw === undefined || typeof raw === 'string') return false;
  return raw.personal === true || isPersonal(raw.list) || isPersonal(raw.map);
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
    return { kind: 'list', of: bindInnerType(raw.list, child(place, 'list'), scope), constraints: {} };
  }
  if (raw.map !== undefined) {
    return { kind: 'map', of: bindInnerType(raw.map, child(place, 'map'), scope), constraints: {} };
  }
  if (raw.fields === undefined) return unresolvedType;
  const fields = bindFields(raw.fields, child(place, 'fields'), scope);
  const open = bindOpen(raw.open, child(place, 'open'), scope);
  return { kind: 'object', shape: { fields, open, description: undefined, deprecated: undefined }, constraints: {} };
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
