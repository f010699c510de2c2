/** What does not fit into an expression becomes a function of its own beside the step. */
import type { Expression, Read } from '../../model/evolution-model.js';
import { call, type CallCode } from '../layout/code.js';
import { layOutStatements } from '../layout/statement.js';
import { layOutSignature } from '../layout/type-text.js';
import { expectedName } from './expected-type.js';
import { createLocalNames, nameOfRead } from './local-names.js';
import { needsOf } from './needs.js';
import { boundTo, readText, readType } from './read-text.js';
import type { BoundValue, Position, StepContext } from './step-context.js';
import { isCustomStep } from './type-step.js';

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly argument: string;
}

/** Writes the function and gives the call. `subject` is what the expression looks at first. */
export function helperCall(
  expression: Expression,
  subject: Read | undefined,
  at: Position,
  context: StepContext,
): CallCode {
  const name = context.scope.claim(expression, context.name + at.way.join(''));
  const inner = innerPosition(expression, subject, at, context);
  // In front of what its own parts add.
  const index = context.functions.length;
  const body = context.body(expression, inner.position);
  const parameters = inner.parameters.map((each) => `${each.name}: ${each.type}`);
  const returns = expectedName(at, context);
  const head = layOutSignature(`function ${name}`, parameters, returns, { indent: 0, end: ' {' });
  context.functions.splice(index, 0, `${head}\n${layOutStatements(body, 2)}}`);
  return call(name, ...inner.parameters.map(({ argument }) => argument));
}

function innerPosition(
  expression: Expression,
  subject: Read | undefined,
  at: Position,
  context: StepContext,
): { readonly position: Position; readonly parameters: readonly Parameter[] } {
  const locals = createLocalNames(context.scope);
  const parameters: Parameter[] = [];
  const add = (ideal: string, type: string, argument: string): string => {
    const name = locals.take(ideal);
    parameters.push({ name, type, argument });
    return name;
  };
  const subjectName =
    subject === undefined ? undefined : add(nameOfRead(subject), readType(subject, context), readText(subject, at));
  const needs = needsOf([expression], {
    hasFacts: context.given.facts !== undefined,
    isCustomStep: (step) => isCustomStep(step, context),
    given: subject === undefined ? undefined : expression,
  });
  const values = new Map<number, BoundValue>();
  for (const variable of needs.variables) {
    const { text, type } = boundTo(variable, at);
    values.set(variable, { text: add(lastWord(text), type(), text), type });
  }
  const facts = needs.facts ? add('stored', context.given.facts?.() ?? '', at.facts) : at.facts;
  const custom = needs.custom ? add('custom', context.given.custom, at.custom) : at.custom;
  const position = { ...at, values, facts, custom, locals, subject: subjectName, depth: 0 };
  return { position, parameters };
}

/** A name for what a way leads to. */
const lastWord = (text: string): string => /[A-Za-z_$][\w$]*$/.exec(text)?.[0] ?? 'value';
