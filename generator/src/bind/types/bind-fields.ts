import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel } from '../../model/type-model.js';
import { objectMembers } from '../../naming/reserved-words.js';
import type { RawFieldType, RawLongForm } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { entriesInOrder, type FileScope } from '../file-scope.js';
import { checkExamples } from '../values/check-examples.js';
import { describeProblem, problemPlace } from '../values/value-problem.js';
import { checkValue } from '../values/check-value.js';
import { bindFieldType, isPersonal } from './bind-field-type.js';

export type RawFields = Readonly<Record<string, RawFieldType>>;

/** The fields of a shape in the order of the source. A name that cannot be used is reported and left out. */
export function bindFields(raw: RawFields, place: Place, scope: FileScope): readonly FieldModel[] {
  const fields: FieldModel[] = [];
  const names = new Set<string>();
  for (const [key, rawType] of entriesInOrder(raw, scope)) {
    const field = bindField(key, rawType, child(place, key), scope);
    if (names.has(field.name)) {
      scope.problems.push(report('field-twice', { field: field.name }, field.place));
    } else if (isUsable(field, scope)) {
      fields.push(field);
    }
    names.add(field.name);
  }
  return fields;
}

/** One field; `key` is its name as written, with the question mark of an optional one. */
export function bindField(key: string, raw: RawFieldType, place: Place, scope: FileScope): FieldModel {
  const optional = key.endsWith('?');
  const form: RawLongForm = typeof raw === 'string' ? {} : raw;
  const field: FieldModel = {
    name: optional ? key.slice(0, -1) : key,
    type: bindFieldType(raw, place, scope),
    optional,
    defaultValue: form.default,
    personal: isPersonal(raw),
    description: form.description,
    deprecated: form.deprecated,
    examples: form.examples ?? [],
    place: atKey(place),
  };
  if (form.default !== undefined || field.examples.length > 0) checkValues(field, place, scope);
  return field;
}

function checkValues(field: FieldModel, place: Place, { later, problems }: FileScope): void {
  const { name, type, optional, defaultValue, examples } = field;
  const at = child(place, 'default');
  if (defaultValue !== undefined && optional) problems.push(report('default-on-optional', { field: name }, atKey(at)));
  later((lookup) => {
    checkExamples(examples, type, { owner: name, place: child(place, 'examples'), lookup, problems });
    if (defaultValue === undefined) return;
    for (const problem of checkValue(defaultValue, type, lookup)) {
      const parameters = { field: name, problem: describeProblem(problem) };
      problems.push(report('default-misfit', parameters, problemPlace(problem, at), { help: problem.help }));
    }
  });
}

function isUsable({ name, optional, place }: FieldModel, { problems }: FileScope): boolean {
  const refuse = (reason: string): boolean => {
    problems.push(report('field-name-not-usable', { field: name, reason }, place));
    return false;
  };
  if (name === '__proto__') return refuse('in JavaScript that is no field but what an object inherits from');
  if (optional && objectMembers.has(name)) {
    return refuse('every JavaScript object inherits something of that name, which is found where the field is absent');
  }
  return true;
}
