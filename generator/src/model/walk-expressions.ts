import type { Expression, FieldExpression } from './evolution-model.js';

/** The expressions directly inside an expression, in the order in which they are printed. */
export function innerExpressions(expression: Expression): readonly Expression[] {
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
      const fields = expression.fields.flatMap(fieldExpressions);
      return expression.extra === undefined ? fields : [...fields, expression.extra.value];
    }
    case 'each':
    case 'nullable':
      return [expression.value];
    case 'present':
      return [expression.value, expression.otherwise];
    case 'choose': {
      const cases = expression.cases.map(({ then }) => then);
      const { otherwise } = expression;
      return otherwise === undefined || otherwise === 'same' ? cases : [...cases, otherwise];
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

/** Visits an expression and all inside it, outer before inner. */
export function walkExpressions(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  // Most expressions are leaves, which have nothing to make a list of.
  if (expression.kind === 'read' || expression.kind === 'constant') return;
  for (const inner of innerExpressions(expression)) walkExpressions(inner, visit);
}
