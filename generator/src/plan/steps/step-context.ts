import type { Expression, Evolution, Variable } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import type { DomainPlan } from '../domain-plan.js';
import type { Code } from '../layout/code.js';
import type { Statement } from '../layout/statement.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { TypeContext } from '../types/type-text.js';
import type { LocalNames } from './local-names.js';

/** A file of steps that is being printed. */
export interface StepsFile {
  readonly scope: ModuleScope;
  readonly plan: DomainPlan;
  readonly evolution: Evolution;
  /** Whether shapes of named types are not made yet when the file is loaded. */
  readonly isEarly: boolean;
}

/** What a step of a message or of a type is given besides the old value. */
export interface StepGiven {
  /** Type of the stored facts; `undefined` where there are none. */
  readonly facts: (() => string) | undefined;
  /** Type of the functions of the user. */
  readonly custom: string;
  /** Behind the name of those functions: the ones for this step, `.order.OrderPlaced[2]`, and the ones for steps of types. */
  readonly ownPart: string;
  readonly typesPart: string;
}

/** A step that is being printed: its function, and what must stand beside it. */
export interface StepContext extends StepsFile {
  /** Of the step's function; names of what stands beside it begin with it. */
  readonly name: string;
  readonly given: StepGiven;
  readonly types: TypeContext;
  /** Statements beside the function. Constants stand in front of it, functions behind. */
  readonly constants: Map<string, string>;
  readonly functions: string[];
  /** An expression as code. */
  readonly code: (expression: Expression, at: Position) => Code;
  /** The statements of a function that returns it. */
  readonly body: (expression: Expression, at: Position) => readonly Statement[];
}

/** A value that has a name. */
export interface BoundValue {
  /** A name, or a way that begins with one and that the compiler knows to end somewhere. */
  readonly text: string;
  /** Its TypeScript type. */
  readonly type: () => string;
}

/** Where an expression stands. */
export interface Position {
  readonly values: ReadonlyMap<Variable, BoundValue>;
  /** Names of the facts and of the functions of the user. */
  readonly facts: string;
  readonly custom: string;
  readonly locals: LocalNames;
  /** The way to it in the new value, as words for names. */
  readonly way: readonly string[];
  /** The type it must have. */
  readonly expected: TypeModel;
  /** TypeScript's name for that, where it is not the model's. */
  readonly expectedName: (() => string) | undefined;
  /** Functions around it, inside the one that is printed. */
  readonly depth: number;
  /** Name of the value that the expression looks at, where it is a parameter already. */
  readonly subject: string | undefined;
}

/** The position of something inside, at a place of its own in the new value. */
export function inside(at: Position, word: string, expected: TypeModel): Position {
  const way = word === '' ? at.way : [...at.way, word];
  return { ...at, way, expected, expectedName: undefined, subject: undefined };
}

export function binding(at: Position, variable: Variable, value: BoundValue): Position {
  return { ...at, values: new Map([...at.values, [variable, value]]), subject: undefined };
}
