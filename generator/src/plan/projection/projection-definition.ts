import { columnKind } from '../../model/column-kind.js';
import type { DataSource } from '../../model/domain-model.js';
import { findType } from '../../model/find-type.js';
import type { ProjectedEventModel, ProjectionErrors, ProjectionModel } from '../../model/projection-model.js';
import type { FieldModel } from '../../model/type-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { array, call, object, type Code, type ObjectCode } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import type { ProjectionNames } from '../names/projection-names.js';

/** The statement that defines a projection to the runtime. */
export function projectionStatement(projection: ProjectionModel, names: ProjectionNames, plan: DomainPlan): string {
  const { scope, contract, definition } = names;
  const head = `export const ${definition.name}: ${scope.doorType('ProjectionDefinition')}<${contract.name}> = `;
  return constantStatement(head, call(scope.door('defineProjection'), definitionObject(projection, names, plan)));
}

function definitionObject(
  projection: ProjectionModel,
  { scope, shape }: ProjectionNames,
  plan: DomainPlan,
): ObjectCode {
  const { context, name, run, on, key, fields, indexes, errors, category } = projection;
  // By name: where fields are moved about, the table stays as it is.
  const sorted = fields.toSorted((left, right) => byCodeUnit(left.name, right.name));
  return object(
    [
      ['context', literal(context)],
      ['name', literal(name)],
      ['run', literal(run)],
      ['on', object(on.map(eventEntry))],
      ['key', kindsCode(key, plan)],
      ['fields', kindsCode(sorted, plan)],
      ['row', scope.value(shape)],
      ['indexes', array(indexes.map((index) => array(index.map(literal))))],
      ['hash', literal(plan.releases.projectionHashOf(projection))],
      ...(category === undefined ? [] : [['category', literal(category)] as const]),
      ...errorsEntry(errors),
    ],
    true,
  );
}

function eventEntry({ name, event, key }: ProjectedEventModel): readonly [string, Code] {
  const sources = key.map(({ column, source }) => [propertyKey(column), sourceCode(source)] as const);
  return [
    propertyKey(name),
    object([
      ['type', literal(event.type)],
      ['key', object(sources)],
    ]),
  ];
}

const sourceCode = (source: DataSource): Code =>
  object([source.kind === 'id' ? ['id', literal(source.part)] : ['field', literal(source.name)]]);

function kindsCode(columns: readonly FieldModel[], { model }: DomainPlan): Code {
  return object(
    columns.map(({ name, type }) => {
      const kind = columnKind(type, (ref) => findType(model, ref)?.typeVersion.type);
      return [propertyKey(name), literal(kind)] as const;
    }),
  );
}

/** What becomes of an event that fails, where the schema says so. */
export function errorsEntry(errors: ProjectionErrors | undefined): ObjectCode['entries'] {
  if (errors === undefined) return [];
  const { retry, outcome } = errors;
  const entries: ObjectCode['entries'] = [
    ...(retry === undefined ? [] : [['retry', String(retry)] as const]),
    ...(outcome === undefined ? [] : [['then', literal(outcome)] as const]),
  ];
  return entries.length === 0 ? [] : [['errors', object(entries)]];
}
