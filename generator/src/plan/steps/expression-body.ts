/** Expressions of a step as the statements of a function that returns them. */
import type { Expression, Read } from '../../model/evolution-model.js';
import { returned, type Statement } from '../layout/statement.js';
import { chooseBody, kindsBody, variantsBody } from './choice-body.js';
import { nameOfType, withoutNull } from './expected-type.js';
import { nameOfRead } from './local-names.js';
import { objectBody } from './object-code.js';
import { readText } from './read-text.js';
import { binding, type Position, type StepContext } from './step-context.js';

export function expressionBody(expression: Expression, at: Position, context: StepContext): readonly Statement[] {
  switch (expression.kind) {
    case 'object':
      return objectBody(expression, at, context);
    case 'present':
    case 'nullable':
    case 'choose':
    case 'variants':
    case 'kinds': {
      const { subject, before } = lookAt(expression.from, at);
      return [...before, ...bodyOf(expression, subject, { ...at, subject: undefined }, context)];
    }
    default:
      return [returned(context.code(expression, at))];
  }
}

type Choice = Extract<Expression, { kind: 'present' | 'nullable' | 'choose' | 'variants' | 'kinds' }>;

/** A name for the value that is looked at; the compiler remembers more of names than of ways. */
function lookAt(from: Read, at: Position): { readonly subject: string; readonly before: readonly Statement[] } {
  if (at.subject !== undefined) return { subject: at.subject, before: [] };
  const text = readText(from, at);
  if (/^[\w$]+$/.test(text)) return { subject: text, before: [] };
  const subject = at.locals.take(nameOfRead(from));
  return { subject, before: [{ kind: 'constant', name: subject, type: undefined, value: text }] };
}

function bodyOf(choice: Choice, subject: string, at: Position, context: StepContext): readonly Statement[] {
  switch (choice.kind) {
    case 'present': {
      const type = (): string => nameOfType(choice.from.type, context);
      return [
        { kind: 'if', condition: `${subject} === undefined`, body: context.body(choice.otherwise, at) },
        ...context.body(choice.value, binding(at, choice.as, { text: subject, type })),
      ];
    }
    case 'nullable': {
      const type = (): string => nameOfType(withoutNull(choice.from.type, context), context);
      const { mayBeAbsent } = choice.from;
      const condition = mayBeAbsent ? `${subject} === undefined || ${subject} === null` : `${subject} === null`;
      return [
        { kind: 'if', condition, body: [returned(mayBeAbsent ? subject : 'null')] },
        ...context.body(choice.value, binding(at, choice.as, { text: subject, type })),
      ];
    }
    case 'choose':
      return chooseBody(choice, subject, at, context);
    case 'variants':
      return variantsBody(choice, subject, at, context);
    case 'kinds':
      return kindsBody(choice, subject, at, context);
  }
}
