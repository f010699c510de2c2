/** What an expression of a step is made from: the values it reads, stored facts, functions of the user. */
import type { Expression, FieldExpression, Read, Variable } from '../../model/evolution-model.js';

/** Every expression inside, itself included, outer before inner. */
export function walkExpression(expression: Expression, visit: (inner: Expression) => void): void {
  visit(expression);
  for (const inner of innerExpressions(expression)) walkExpression(inner, visit);
}

function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'read':
    case 'constant':
    case 'custom':
    case 'step':
    case 'json':
      return [];
    case 'fact':
    case 'convert':
      return expression.otherwise === undefined ? [] : [expression.otherwise];
    case 'object': {
      const { fields, extra } = expression;
      return [...fields.flatMap(fieldExpressions), ...(extra === undefined ? [] : [extra.value])];
    }
    case 'each':
    case 'nullable':
      return [expression.value];
    case 'present':
      return [expression.value, expression.otherwise];
    case 'choose': {
      const { cases, otherwise } = expression;
      const last = otherwise === undefined || otherwise === 'same' ? [] : [otherwise];
      return [...cases.map(({ then }) => then), ...last];
    }
    case 'variants':
    case 'kinds':
      return expression.cases.map(({ value }) => value);
  }
}

function fieldExpressions(field: FieldExpression): readonly Expression[] {
  if (field.kind !== 'adopted') return [field.value];
  return field.otherwise === undefined ? [] : [field.otherwise];
}

/** Reads of an expression itself, without those of the expressions inside. */
function readsOf(expression: Expression): readonly Read[] {
  if (expression.kind === 'object') {
    const { fields, extra } = expression;
    const own = fields.flatMap((field) => ('from' in field ? [field.from] : []));
    return extra?.from === undefined ? own : [...own, extra.from];
  }
  return 'from' in expression ? [expression.from] : [];
}

/** The steps of a named type between two versions. */
export type Step = Pick<Expression & { readonly kind: 'step' }, 'type' | 'to'>;

export interface Needs {
  /** Those from outside, in order. */
  readonly variables: readonly Variable[];
  readonly facts: boolean;
  readonly custom: boolean;
}

export interface NeedsOptions {
  /** Whether functions of the user are given facts. */
  readonly hasFacts: boolean;
  /** Whether the step of a type calls functions of the user. */
  readonly isCustomStep: (step: Step) => boolean;
  /** An expression that is given what it looks at. */
  readonly given?: Expression | undefined;
}

/** What all of these need together. */
export function needsOf(expressions: readonly Expression[], { hasFacts, isCustomStep, given }: NeedsOptions): Needs {
  const read = new Set<Variable>();
  const bound = new Set<Variable>();
  let facts = false;
  let custom = false;
  const visit = (inner: Expression): void => {
    if (inner !== given) for (const { variable } of readsOf(inner)) read.add(variable);
    for (const variable of boundBy(inner)) bound.add(variable);
    if (inner.kind === 'fact') facts = true;
    for (const step of stepsOf(inner)) custom ||= isCustomStep(step);
    if (inner.kind !== 'custom') return;
    read.add(0);
    custom = true;
    facts ||= hasFacts;
  };
  for (const expression of expressions) walkExpression(expression, visit);
  const variables = [...read].filter((variable) => !bound.has(variable)).sort((left, right) => left - right);
  return { variables, facts, custom };
}

/** Steps of types that run for the expression itself. */
export function stepsOf(expression: Expression): readonly Step[] {
  if (expression.kind === 'step') return [expression];
  return expression.kind === 'variants' ? expression.cases.flatMap(({ steps }) => steps ?? []) : [];
}

function boundBy(expression: Expression): readonly Variable[] {
  switch (expression.kind) {
    case 'each':
    case 'present':
    case 'nullable':
      return [expression.as];
    case 'variants':
    case 'kinds':
      return expression.cases.map((each) => each.as);
    case 'object': {
      const late = expression.fields.flatMap((field) => (field.kind === 'where-present' ? [field.as] : []));
      return expression.extra === undefined ? late : [...late, expression.extra.as];
    }
    default:
      return [];
  }
}

/** Whether a value is read by a function inside the expression, where what is known of its type is forgotten. */
export function isReadInFunction(expression: Expression, variable: Variable): boolean {
  const called: Expression[] = [];
  walkExpression(expression, (inner) => {
    if (inner.kind === 'each') called.push(inner.value);
    if (inner.kind === 'object' && inner.extra !== undefined) called.push(inner.extra.value);
  });
  return called.some((inner) => reads(inner, variable));
}

function reads(expression: Expression, variable: Variable): boolean {
  let found = false;
  walkExpression(expression, (inner) => {
    found ||= readsOf(inner).some((read) => read.variable === variable);
  });
  return found;
}
