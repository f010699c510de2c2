/** `fields` and `indexes` of a projection: a table's columns beside its key, and those it is asked by. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { columnKind, mayBeNull } from '../../model/column-kind.js';
import { describeType } from '../../values/describe-type.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import { bindShape } from '../types/bind-shape.js';
import type { ProjectionSource } from './projection-source.js';

export function bindColumns(source: ProjectionSource): ShapeModel {
  const { name, raw, place, scope } = source;
  const at = child(place, 'fields');
  const owner = `Projection ${name}`;
  const shape = bindShape(
    { raw: raw.fields, place: at, owner, schemaVersion: undefined, earlier: () => undefined },
    scope,
  );
  if (shape.open !== undefined) scope.problems.push(report('open-row', { projection: name }, atKey(child(at, 'open'))));
  for (const field of shape.fields) checkField(field, source);
  const keyLength = Object.keys(raw.key).length;
  checkCount({ what: 'The key', count: keyLength, most: mostIndexed, at: atKey(child(place, 'key')) }, source);
  const count = keyLength + shape.fields.length;
  checkCount({ what: 'A row', count, most: mostColumns, at: atKey(at) }, source);
  return shape;
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

/** What every store takes. */
const mostIndexed = 12;
const mostColumns = 400;

interface Counted {
  readonly what: string;
  readonly count: number;
  readonly most: number;
  readonly at: Place;
}

function checkCount({ what, count, most, at }: Counted, { name: projection, scope }: ProjectionSource): void {
  if (count <= most) return;
  const parameters = { what, projection, count: String(count), most: String(most) };
  scope.problems.push(report('too-many-columns', parameters, at));
}

/** Indexes sorted, each once. */
export function bindIndexes(columns: readonly FieldModel[], source: ProjectionSource): readonly (readonly string[])[] {
  const { name, raw, place } = source;
  const indexes = new Map<string, readonly string[]>();
  for (const [at, index] of (raw.indexes ?? []).entries()) {
    const list = child(child(place, 'indexes'), at);
    const text = JSON.stringify(index);
    if (indexes.has(text)) listedTwice({ command: name, name: `the index ${index.join(', ')}` }, list, source);
    else checkIndex(index, list, { columns, source });
    indexes.set(text, index);
  }
  return [...indexes].sort(([left], [right]) => byCodeUnit(left, right)).map(([, index]) => index);
}

function listedTwice(parameters: { command: string; name: string }, at: Place, { scope }: ProjectionSource): void {
  scope.problems.push(report('listed-twice', parameters, at));
}

interface IndexScope {
  readonly columns: readonly FieldModel[];
  readonly source: ProjectionSource;
}

function checkIndex(index: readonly string[], list: Place, { columns, source }: IndexScope): void {
  checkCount({ what: 'An index', count: index.length, most: mostIndexed, at: list }, source);
  index.forEach((column, nth) => {
    const at = child(list, nth);
    const isTwice = index.indexOf(column) < nth;
    if (isTwice) listedTwice({ command: `An index of ${source.name}`, name: column }, at, source);
    else checkColumn(column, at, { columns, source });
  });
}

function checkColumn(column: string, at: Place, { columns, source }: IndexScope): void {
  const { name: projection, raw, scope, lookup } = source;
  const found = columns.find(({ name }) => name === column);
  // A column of the key that is broken is reported there.
  if (found === undefined && Object.hasOwn(raw.key, column)) return;
  if (found === undefined) {
    const names = columns.map(({ name }) => name);
    const to = certainName(column, names);
    const extras = { help: didYouMean(column, names), fix: to === undefined ? undefined : { from: column, to } };
    scope.problems.push(report('index-of-unknown-column', { projection, column }, at, extras));
  } else if (found.type !== unresolvedType && columnKind(found.type, lookup) === 'json') {
    const parameters = { projection, column, found: describeType(found.type) };
    scope.problems.push(report('index-misfit', parameters, at));
  }
}
