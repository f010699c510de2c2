/** A step as a function, with the constants and functions that it needs beside it. */
import type { Expression, StepPlan } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { returned } from '../layout/statement.js';
import { layOutStatements } from '../layout/statement.js';
import { layOutSignature } from '../layout/type-text.js';
import type { Exported } from '../names/module-scope.js';
import { expressionBody } from './expression-body.js';
import { customCode, expressionCode } from './expression-code.js';
import { createLocalNames } from './local-names.js';
import { needsOf, type Needs } from './needs.js';
import type { Position, StepContext, StepGiven, StepsFile } from './step-context.js';
import { isCustomStep } from './type-step.js';

export interface StepSide {
  readonly type: TypeModel;
  readonly data: Exported;
}

export interface PlannedStep {
  readonly function: Exported;
  readonly doc: string;
  readonly plan: Pick<StepPlan, 'value'>;
  readonly old: StepSide;
  readonly next: StepSide;
  readonly given: StepGiven;
}

/** Statements of the file, in order; the function is one of them. */
export function stepStatements(step: PlannedStep, file: StepsFile): readonly string[] {
  const context = stepContext(step, file);
  const { value } = step.plan;
  const locals = createLocalNames(file.scope);
  const [old, facts, custom] = ['old', 'stored', 'custom'].map((ideal) => locals.take(ideal));
  const at: Position = {
    values: new Map([[0, { text: old ?? '', type: () => file.scope.type(step.old.data) }]]),
    facts: facts ?? '',
    custom: custom ?? '',
    locals,
    way: [],
    expected: step.next.type,
    expectedName: () => file.scope.type(step.next.data),
    depth: 0,
    subject: undefined,
  };
  const body = value === undefined ? [returned(customCode(undefined, at, context))] : context.body(value, at);
  const parameters = parametersOf(step, at, neededBy(value, context), file);
  const returns = file.scope.type(step.next.data);
  const head = layOutSignature(`export function ${step.function.name}`, parameters, returns, { indent: 0, end: ' {' });
  const main = `${step.doc}${head}\n${layOutStatements(body, 2)}}`;
  return [...context.constants.values(), main, ...context.functions];
}

function stepContext({ function: { name }, old, next, given }: PlannedStep, file: StepsFile): StepContext {
  const { plan, scope } = file;
  const inlines = plan.inlines.preferring([next.data, old.data]);
  const context: StepContext = {
    ...file,
    name,
    given,
    types: { scope, names: plan.names, scalars: plan.config.scalars, inlines },
    constants: new Map(),
    functions: [],
    code: (expression, at) => expressionCode(expression, at, context),
    body: (expression, at) => expressionBody(expression, at, context),
  };
  return context;
}

function neededBy(value: Expression | undefined, context: StepContext): Needs {
  const hasFacts = context.given.facts !== undefined;
  if (value === undefined) return { variables: [0], facts: hasFacts, custom: true };
  return needsOf([value], { hasFacts, isCustomStep: (step) => isCustomStep(step, context) });
}

/** The old value is always taken. Others behind the last one that is used are left out; what is not used has an underscore. */
function parametersOf(
  { old, given }: PlannedStep,
  at: Position,
  needs: Needs,
  { scope }: StepsFile,
): readonly string[] {
  const all = [
    { name: at.values.get(0)?.text ?? '', type: () => scope.type(old.data), isUsed: needs.variables.includes(0) },
    ...(given.facts === undefined ? [] : [{ name: at.facts, type: given.facts, isUsed: needs.facts }]),
    { name: at.custom, type: () => given.custom, isUsed: needs.custom },
  ];
  const last = all.findLastIndex(({ isUsed }) => isUsed);
  return all.slice(0, Math.max(last, 0) + 1).map(({ name, type, isUsed }) => `${isUsed ? '' : '_'}${name}: ${type()}`);
}
