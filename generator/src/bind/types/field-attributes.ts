/** What a long form says about a value besides its type. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import { objectMembers } from '../../naming/reserved-words.js';
import type { RawFieldType, RawLongForm } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { checkExamples } from './check-examples.js';
import { checkValue } from '../../values/check-value.js';
import { describeProblem, problemPlace } from '../../values/value-problem.js';

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

/** Has the default and the examples of a field checked once all types are bound. */
export function checkFieldValues(field: FieldModel, place: Place, { later, problems }: FileScope): void {
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

/** Reports a field's name that JavaScript gives a meaning to. */
export function isUsableField({ name, optional, place }: FieldModel, { problems }: FileScope): boolean {
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

/** Reports a field `extra` of an open object, which keeps its further keys under that name. */
export function refuseExtra({ fields, open }: Pick<ShapeModel, 'fields' | 'open'>, { problems }: FileScope): void {
  const extra = open === undefined ? undefined : fields.find((field) => field.name === 'extra');
  if (extra === undefined) return;
  const reason = 'an open object has its further keys there';
  problems.push(report('field-name-not-usable', { field: extra.name, reason }, extra.place));
}
