/** `fields` and `indexes` of a projection: a table's columns beside its key, and those it is asked by. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { columnKind, mayBeNull } from '../../values/column-kind.js';
import { describeType } from '../../values/describe-type.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import { bindShape } from '../types/bind-shape.js';
import type { ProjectionSource } from './projection-source.js';

export function bindColumns(source: ProjectionSource): readonly FieldModel[] {
  const { name, raw, place, scope } = source;
  const at = child(place, 'fields');
  const owner = `Projection ${name}`;
  const shape = bindShape(
    { raw: raw.fields, place: at, owner, schemaVersion: undefined, earlier: () => undefined },
    scope,
  );
  if (shape.open !== undefined) scope.problems.push(report('open-row', { projection: name }, atKey(child(at, 'open'))));
  for (const field of shape.fields) checkField(field, source);
  checkAlike(shape.fields, source);
  return shape.fields;
}

function checkField(field: FieldModel, { name: projection, raw, place, scope, lookup }: ProjectionSource): void {
  const parameters = { projection, field: field.name };
  if (Object.hasOwn(raw.key, field.name)) {
    const related = [{ at: atKey(child(child(place, 'key'), field.name)), message: 'The key has it here:' }];
    scope.problems.push(report('key-redeclared', parameters, field.place, { related }));
  }
  if (field.defaultValue !== undefined) {
    const at = { ...field.place, at: 'value' } as const;
    scope.problems.push(report('keyword-out-of-place', { keyword: 'default' }, atKey(child(at, 'default'))));
  }
  if (field.optional && field.type !== unresolvedType && mayBeNull(field.type, lookup)) {
    scope.problems.push(report('optional-and-nullable', parameters, field.place));
  }
}

/** Names of columns are told apart by databases whatever the case of their letters. */
function checkAlike(fields: readonly FieldModel[], { name, raw, place, scope }: ProjectionSource): void {
  const key = child(place, 'key');
  const columns = [
    ...Object.keys(raw.key).map((column) => ({ column, at: atKey(child(key, column)) })),
    ...fields.map((field) => ({ column: field.name, at: field.place })),
  ];
  const seen = new Map<string, (typeof columns)[number]>();
  for (const each of columns) {
    const folded = each.column.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const other = seen.get(folded);
    seen.set(folded, other ?? each);
    if (other === undefined || other.column === each.column) continue;
    const related = [{ at: other.at, message: 'The other is here:' }];
    const parameters = { projection: name, column: each.column, other: other.column };
    scope.problems.push(report('columns-alike', parameters, each.at, { related }));
  }
}

/** Indexes sorted, each once. */
export function bindIndexes(
  columns: readonly FieldModel[],
  { name: projection, raw, place, scope, lookup }: ProjectionSource,
): readonly (readonly string[])[] {
  const indexes = new Map<string, readonly string[]>();
  for (const [at, index] of (raw.indexes ?? []).entries()) {
    const list = child(child(place, 'indexes'), at);
    const twice = (name: string, where: Place): void => {
      scope.problems.push(report('listed-twice', { command: `An index of ${projection}`, name }, where));
    };
    index.forEach((column, nth) => {
      const where = child(list, nth);
      if (index.indexOf(column) < nth) twice(column, where);
      else checkColumn(column, where);
    });
    const text = JSON.stringify(index);
    if (indexes.has(text)) twice(index.join(', '), list);
    indexes.set(text, index);
  }
  return [...indexes].sort(([left], [right]) => byCodeUnit(left, right)).map(([, index]) => index);

  function checkColumn(column: string, where: Place): void {
    const found = columns.find(({ name }) => name === column);
    // A column of the key that is broken is reported there.
    if (found === undefined && Object.hasOwn(raw.key, column)) return;
    if (found === undefined) {
      const names = columns.map(({ name }) => name);
      const to = certainName(column, names);
      const extras = { help: didYouMean(column, names), fix: to === undefined ? undefined : { from: column, to } };
      scope.problems.push(report('index-of-unknown-column', { projection, column }, where, extras));
    } else if (found.type !== unresolvedType && columnKind(found.type, lookup) === 'json') {
      const parameters = { projection, column, found: describeType(found.type) };
      scope.problems.push(report('index-misfit', parameters, where));
    }
  }
}
