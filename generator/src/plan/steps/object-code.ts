/** Objects that steps make: literals of constant shape, with what may be absent set afterwards. */
import type { FieldExpression, ObjectExpression } from '../../model/evolution-model.js';
import { pascalCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import { objectMembers } from '../../naming/reserved-words.js';
import { arrow, array, call, object, type Code, type ObjectCode } from '../layout/code.js';
import { onOneLine } from '../layout/lay-out.js';
import { returned, type Statement } from '../layout/statement.js';
import { entry } from '../types/shape-code.js';
import { found } from '../names/domain-names.js';
import { mayBeNull, nameOfType, objectAt, resolve, type ExpectedObject } from './expected-type.js';
import { shapeOf } from './json-code.js';
import { lookAt, nameOf, readText } from './read-text.js';
import { inside, type Position, type StepContext } from './step-context.js';

type Late = Exclude<FieldExpression, { readonly kind: 'always' }>;

/** Whether an object literal says all of it. */
export const isPlainObject = ({ fields }: ObjectExpression): boolean => fields.every(({ kind }) => kind === 'always');

/** The literal: what is always there. `isOpen` gives each field a line. */
export function objectCode(
  expression: ObjectExpression,
  at: Position,
  context: StepContext,
  { isOpen = false, adopted = [] }: { readonly isOpen?: boolean; readonly adopted?: ObjectCode['entries'] } = {},
): ObjectCode {
  const made = objectOf(expression, at, context);
  const always = expression.fields.flatMap((field) => {
    if (field.kind !== 'always') return [];
    const position = fieldPosition(field.name, made, at);
    return [entry(propertyKey(field.name), context.code(field.value, position))];
  });
  return object([...always, ...adopted, ...extraEntries(expression, made, at, context)], isOpen);
}

const objectOf = ({ fields }: ObjectExpression, at: Position, context: StepContext): ExpectedObject =>
  objectAt(at, (discriminator) => tagOf(fields, discriminator), context);

function tagOf(fields: readonly FieldExpression[], discriminator: string): string | undefined {
  const field = fields.find(({ name }) => name === discriminator);
  if (field?.kind !== 'always' || field.value.kind !== 'constant') return undefined;
  return typeof field.value.value === 'string' ? field.value.value : undefined;
}

const fieldPosition = (name: string, made: ExpectedObject, at: Position): Position =>
  inside(at, pascalCase(name), made.typeOf(name));

/** The statements of a function that returns the object. */
export function objectBody(expression: ObjectExpression, at: Position, context: StepContext): readonly Statement[] {
  if (isPlainObject(expression)) return [returned(objectCode(expression, at, context, { isOpen: true }))];
  const made = objectOf(expression, at, context);
  const name = at.locals.take('next');
  const before: Statement[] = [];
  const adopted: (readonly [string, Code])[] = [];
  const after: Statement[] = [];
  for (const field of expression.fields) {
    if (field.kind === 'always') continue;
    const late = lateField(field, { name, made }, at, context);
    if (late.before !== undefined) before.push(late.before);
    if (late.entry !== undefined) adopted.push([propertyKey(field.name), late.entry]);
    if (late.after !== undefined) after.push(late.after);
  }
  if (after.length === 0) return [...before, returned(objectCode(expression, at, context, { isOpen: true, adopted }))];
  const type = `${context.scope.doorType('Mutable')}<${made.name()}>`;
  const value = objectCode(expression, at, context, { isOpen: true, adopted });
  return [...before, { kind: 'constant', name, type, value }, ...after, returned(name)];
}

interface LateField {
  /** Says what the field's value depends on. */
  readonly before?: Statement;
  /** The field's value in the literal. */
  readonly entry?: string;
  /** Sets the field. */
  readonly after?: Statement;
}

interface Next {
  readonly name: string;
  readonly made: ExpectedObject;
}

function lateField(field: Late, { name, made }: Next, at: Position, context: StepContext): LateField {
  const position = fieldPosition(field.name, made, at);
  const target = propertyAccess(name, field.name);
  const set = (value: string, code: Code): Statement => ({
    kind: 'if',
    condition: `${value} !== undefined`,
    body: [{ kind: 'assign', target, value: code }],
  });
  if (field.kind === 'where-present') {
    const { from, as, value } = field;
    const looking = { from, as, value, type: (): string => nameOfType(from.type, context) };
    const looked = lookAt(looking, position);
    if (looked !== undefined) return { after: set(looked.text, context.code(value, looked.position)) };
    const named = nameOf(looking, position);
    const before = constant(named.text, readText(from, at));
    return { before, after: set(named.text, context.code(value, named.position)) };
  }
  const local = at.locals.take(pascalToCamel(field.name));
  if (field.kind === 'where-converted') {
    const expectedName = (): string => `${nameOfType(position.expected, context)} | undefined`;
    const code = context.code(field.value, { ...position, expectedName });
    return { before: constant(local, code), after: set(local, local) };
  }
  const before = constant(local, adoptedCode(field, position, context));
  if (field.otherwise === undefined) return { before, after: set(local, local) };
  const otherwise = onOneLine(context.code(field.otherwise, position));
  const isOther = mayBeNull(field.type, context);
  return { before, entry: isOther ? `${local} === undefined ? ${otherwise} : ${local}` : `${local} ?? ${otherwise}` };
}

const constant = (name: string, value: Code): Statement => ({ kind: 'constant', name, type: undefined, value });

const pascalToCamel = (name: string): string => {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
};

/** A further key of the old object, if it is a valid value of the new field. */
function adoptedCode(field: Late & { readonly kind: 'adopted' }, at: Position, context: StepContext): Code {
  const { from, name } = field;
  const extra = readText({ ...from, keys: from.keys.slice(0, -1) }, at);
  const key = from.keys.at(-1)?.name ?? name;
  const value = `${extra}[${literal(key)}]`;
  // Objects have members that nobody put there.
  const own = objectMembers.has(key) ? `Object.hasOwn(${extra}, ${literal(key)}) ? ${value} : undefined` : value;
  return call(context.scope.door('adopt'), shapeOf(field.type, at, context), own);
}

function extraEntries(
  { extra }: ObjectExpression,
  made: ExpectedObject,
  at: Position,
  context: StepContext,
): ObjectCode['entries'] {
  if (extra === undefined) return [];
  const { from, without, as, value } = extra;
  if (from === undefined) return [['extra', '{}']];
  const { scope } = context;
  const all = readText(from, at);
  const kept: Code = without.length === 0 ? all : call(scope.door('withoutKeys'), all, array(without.map(literal)));
  if (value.kind === 'read' && value.from.variable === as && value.from.keys.length === 0) return [['extra', kept]];
  const locals = at.locals.inside();
  const element = locals.take('value');
  const position = inside(at, 'Extra', found(made.open, 'extra'));
  const old = resolve(from.type, context);
  const type = (): string => nameOfType(old.kind === 'map' ? old.of : old, context);
  const values = new Map([...at.values, [as, { text: element, type }] as const]);
  const changed = context.code(value, { ...position, locals, depth: at.depth + 1, values });
  return [['extra', call(scope.door('mapValues'), kept, arrow(`(${element})`, changed))]];
}
