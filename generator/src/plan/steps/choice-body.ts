/** Functions that decide by what the old value is: conditions and switches that the compiler finds to be complete. */
import type { Expression, JsonKind } from '../../model/evolution-model.js';
import type { JsonValue, TypeModel } from '../../model/type-model.js';
import { jsonLiteral } from '../../naming/json-literal.js';
import { literal } from '../../naming/literal.js';
import { pascalCase } from '../../naming/letter-case.js';
import { propertyAccess } from '../../naming/property-key.js';
import { onOneLine } from '../layout/lay-out.js';
import { returned, type Statement, type SwitchCase } from '../layout/statement.js';
import { found } from '../names/domain-names.js';
import { constName } from '../names/module-scope.js';
import { isBranded } from '../types/scalar-table.js';
import { nameOfType, nameOfVariant, resolve, taggedIn } from './expected-type.js';
import { kindOfMember, kindTest } from './kind-check.js';
import { binding, inside, type Position, type StepContext } from './step-context.js';
import { stepCode } from './type-step.js';

type Of<Kind extends Expression['kind']> = Expression & { readonly kind: Kind };

/** `subject` is the name of the value that is looked at. */
export function chooseBody(
  choose: Of<'choose'>,
  subject: string,
  at: Position,
  context: StepContext,
): readonly Statement[] {
  const { cases, otherwise, from } = choose;
  const labels = cases.map(({ when }) => labelOf(when, from.type, context));
  const isWide = cases.some(({ when }) => !isComparable(when, from.type, context));
  const on = isWide ? at.locals.take('text') : subject;
  const printed = cases.map(({ then }, index): SwitchCase => ({
    labels: [labels[index] ?? ''],
    body: context.body(then, inside(at, '', at.expected)),
  }));
  const last: SwitchCase[] =
    otherwise === undefined
      ? []
      : [
          {
            labels: [],
            body:
              otherwise === 'same'
                ? [returned(subject)]
                : context.body(otherwise, inside(at, 'Otherwise', at.expected)),
          },
        ];
  const wide: Statement[] = isWide ? [{ kind: 'constant', name: on, type: 'string', value: subject }] : [];
  return [...wide, { kind: 'switch', on, cases: [...withoutTwins(printed), ...last] }];
}

/** Cases that do the same, one below the other. */
function withoutTwins(cases: readonly SwitchCase[]): readonly SwitchCase[] {
  const merged: SwitchCase[] = [];
  for (const each of cases) {
    const before = merged.findIndex(({ body }) => isSame(body, each.body));
    const twin = merged[before];
    if (twin === undefined) merged.push(each);
    else merged[before] = { ...twin, labels: [...twin.labels, ...each.labels] };
  }
  return merged;
}

function isSame([left, ...more]: readonly Statement[], [right, ...others]: readonly Statement[]): boolean {
  if (more.length > 0 || others.length > 0 || left?.kind !== 'return' || right?.kind !== 'return') return false;
  return onOneLine(left.value) === onOneLine(right.value);
}

/** A scalar of JSON as it looks in memory. */
function labelOf(value: JsonValue, type: TypeModel, context: StepContext): string {
  const resolved = resolve(type, context);
  const isBig = resolved.kind === 'scalar' && resolved.scalar === 'bigint';
  return isBig && (typeof value === 'string' || typeof value === 'number')
    ? `${String(BigInt(value))}n`
    : jsonLiteral(value);
}

/** Whether the compiler takes the literal for a possible value. */
function isComparable(value: JsonValue, type: TypeModel, context: StepContext): boolean {
  if (typeof value !== 'string') return true;
  const resolved = resolve(type, context);
  if (resolved.kind === 'enum') return resolved.members.includes(value);
  if (resolved.kind === 'union') return resolved.members.some((member) => isComparable(value, member, context));
  return resolved.kind === 'scalar' && !isBranded(resolved.scalar, context.plan.config.scalars);
}

export function variantsBody(
  variants: Of<'variants'>,
  subject: string,
  at: Position,
  context: StepContext,
): readonly Statement[] {
  const { from, discriminator, isComplete } = variants;
  const tagged = taggedIn(from.type, context);
  const cases = variants.cases.map(({ tag, as, steps, value }): SwitchCase => {
    const variant = tagged?.variants.find((each) => each.tag === tag);
    const type = (): string => nameOfVariant(found(tagged, discriminator), found(variant, tag), context);
    const position = inside(at, pascalCase(tag), at.expected);
    if (steps === undefined)
      return { labels: [literal(tag)], body: context.body(value, binding(position, as, { text: subject, type })) };
    const name = at.locals.take(constName(steps.type.name));
    const next: TypeModel = { ...steps.type, schemaVersion: steps.to };
    const made = binding(position, as, { text: name, type: () => nameOfType(next, context) });
    const before: Statement = { kind: 'constant', name, type: undefined, value: stepCode(steps, subject, at, context) };
    return { labels: [literal(tag)], body: [before, ...context.body(value, made)] };
  });
  const last: SwitchCase[] = isComplete ? [] : [{ labels: [], body: [returned(subject)] }];
  return [{ kind: 'switch', on: propertyAccess(subject, discriminator), cases: [...cases, ...last] }];
}

/** In this order each test is the shortest that tells a kind from those behind it. */
const kindOrder: readonly JsonKind[] = ['null', 'boolean', 'number', 'bigint', 'string', 'bytes', 'list', 'object'];

export function kindsBody(
  kinds: Of<'kinds'>,
  subject: string,
  at: Position,
  context: StepContext,
): readonly Statement[] {
  const { from, isComplete } = kinds;
  const cases = kinds.cases.toSorted((left, right) => kindOrder.indexOf(left.json) - kindOrder.indexOf(right.json));
  const members = kindOfMember(from.type, context);
  const left = new Set(members.keys());
  return cases.flatMap(({ json, as, value }, index): readonly Statement[] => {
    const type = (): string => nameOfType(members.get(json) ?? from.type, context);
    const position = binding(inside(at, pascalCase(json), at.expected), as, { text: subject, type });
    const body = context.body(value, position);
    const isLast = index === cases.length - 1;
    if (isLast && isComplete) return body;
    const condition = kindTest(json, subject, left, context.scope);
    left.delete(json);
    const test: Statement = { kind: 'if', condition, body };
    return isLast ? [test, returned(subject)] : [test];
  });
}
