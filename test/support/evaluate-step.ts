/**
 * An interpreter of planned steps: what a step gives for a value in memory, read off the plan word by word. It knows nothing
 * of generated code, so that generated code can be held to it:
 *
 *     const evaluator = createStepEvaluator(model, evolution, { facts, custom });
 *     evaluator.evaluate(evolution.messages.get(version).up, old)
 *
 * Values are frozen on the way in, so that a step that changed one would fail. Functions of the user are asked for by the
 * path as written (`true` for `custom: true`) and get what the generated step would give them.
 */
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import type {
  Evolution,
  Expression,
  FieldExpression,
  JsonKind,
  Read,
  StepPlan,
} from '../../generator/src/model/evolution-model.js';
import { findType } from '../../generator/src/model/find-type.js';
import type { StoredFact } from '../../generator/src/model/step-model.js';
import type { RefType } from '../../generator/src/model/type-model.js';
import { convertValue } from './convert-value.js';
import { isBag, misfit, toJson, toMemory, type Bag } from './memory-values.js';

export interface EvaluationOptions {
  /** What is known of the stored event; `undefined` for what is not there. */
  readonly facts?: (fact: StoredFact) => unknown;
  /** Functions of the user: for which path of which step, and the whole old value. */
  readonly custom?: (path: string, old: unknown, plan: StepPlan) => unknown;
}

export interface StepEvaluator {
  readonly evaluate: (plan: StepPlan, old: unknown) => unknown;
  /** A value of a named type, step by step to another version. */
  readonly evaluateType: (type: RefType, to: number, old: unknown) => unknown;
}

export function createStepEvaluator(
  model: DomainModel,
  evolution: Evolution,
  options: EvaluationOptions = {},
): StepEvaluator {
  const evaluator: StepEvaluator = {
    evaluate(plan, old) {
      const step = new Step(plan, old, { model, options, evaluator });
      return step.run();
    },
    evaluateType({ context, name, schemaVersion }, to, old) {
      let value = old;
      const down = to < schemaVersion;
      for (let at = schemaVersion; at !== to; at += down ? -1 : 1) {
        const newer = findType(model, { kind: 'ref', context, name, schemaVersion: down ? at : at + 1 });
        const steps = newer === undefined ? undefined : evolution.types.get(newer.typeVersion);
        const plan = down ? steps?.down : steps?.up;
        if (plan === undefined) throw new Error(`${name}@${at} has no step ${down ? 'down' : 'up'}.`);
        value = evaluator.evaluate(plan, value);
      }
      return value;
    },
  };
  return evaluator;
}

interface Setting {
  readonly model: DomainModel;
  readonly options: EvaluationOptions;
  readonly evaluator: StepEvaluator;
}

const nothing = Symbol('nothing');

class Step {
  readonly #variables = new Map<number, unknown>();
  readonly plan: StepPlan;
  readonly old: unknown;
  readonly setting: Setting;

  constructor(plan: StepPlan, old: unknown, setting: Setting) {
    this.plan = plan;
    this.old = old;
    this.setting = setting;
    deepFreeze(old);
    this.#variables.set(0, old);
  }

  run(): unknown {
    const { value } = this.plan;
    if (value === undefined) return this.#custom('true');
    const result = this.#value(value);
    if (result === nothing) throw new Error('A whole value cannot be nothing.');
    return result;
  }

  #value(expression: Expression): unknown {
    switch (expression.kind) {
      case 'read':
        return this.#certain(expression.from);
      case 'constant':
        return toMemory(expression.value, expression.type, this.setting.model);
      case 'fact': {
        const known = this.setting.options.facts?.(expression.fact);
        if (known !== undefined) return known;
        return expression.otherwise === undefined ? nothing : this.#value(expression.otherwise);
      }
      case 'custom': {
        const given = this.#custom(expression.path);
        return given === undefined ? nothing : given;
      }
      case 'object':
        return this.#object(expression);
      case 'each':
        return this.#each(expression);
      case 'present': {
        const from = this.#read(expression.from);
        return from === nothing ? this.#value(expression.otherwise) : this.#with(expression.as, from, expression.value);
      }
      case 'nullable': {
        const from = this.#read(expression.from);
        return from === nothing || from === null ? from : this.#with(expression.as, from, expression.value);
      }
      case 'choose':
        return this.#choose(expression);
      case 'convert': {
        const from = this.#read(expression.from);
        const given = from === nothing ? undefined : convertValue(from, expression.by);
        if (given !== undefined) return given;
        return expression.otherwise === undefined ? nothing : this.#value(expression.otherwise);
      }
      case 'step':
        return this.setting.evaluator.evaluateType(expression.type, expression.to, this.#certain(expression.from));
      case 'variants':
        return this.#variants(expression);
      case 'kinds': {
        const from = this.#certain(expression.from);
        const found = expression.cases.find(({ json }) => json === kindOf(from));
        if (found !== undefined) return this.#with(found.as, from, found.value);
        if (expression.isComplete) throw new Error('No case is for this value, though they are complete.');
        return from;
      }
      case 'json':
        return toJson(this.#certain(expression.from), expression.from.type, this.setting.model);
    }
  }

  #choose(expression: Extract<Expression, { kind: 'choose' }>): unknown {
    const from = this.#certain(expression.from);
    const found = expression.cases.find(({ when }) => when === from);
    if (found !== undefined) return this.#value(found.then);
    if (expression.otherwise === undefined) throw new Error(`No case is for ${String(from)}.`);
    return expression.otherwise === 'same' ? from : this.#value(expression.otherwise);
  }

  #variants({ from, discriminator, cases, isComplete }: Extract<Expression, { kind: 'variants' }>): unknown {
    const old = this.#certain(from);
    const found = isBag(old) ? cases.find(({ tag }) => tag === old[discriminator]) : undefined;
    if (found === undefined || !isBag(old)) {
      if (isComplete) throw new Error('No case is for this variant, though they are complete.');
      return old;
    }
    const { steps } = found;
    const { [discriminator]: _tag, ...bare } = old;
    const moved = steps === undefined ? old : this.setting.evaluator.evaluateType(steps.type, steps.to, bare);
    return this.#with(found.as, moved, found.value);
  }

  #each({ over, from, as, value }: Extract<Expression, { kind: 'each' }>): unknown {
    const old = this.#certain(from);
    if (over === 'list') return (old as readonly unknown[]).map((item) => this.#with(as, item, value));
    return Object.fromEntries(Object.entries(old as Bag).map(([key, item]) => [key, this.#with(as, item, value)]));
  }

  #object({ fields, extra }: Extract<Expression, { kind: 'object' }>): unknown {
    const made: Record<string, unknown> = {};
    for (const field of fields) {
      const value = this.#field(field);
      if (value !== nothing) made[field.name] = value;
      else if (field.kind === 'always') throw new Error(`${field.name} is always there, and nothing gives it.`);
    }
    if (extra === undefined) return made;
    const old = extra.from === undefined ? {} : (this.#certain(extra.from) as Bag);
    const kept = Object.entries(old).filter(([key]) => !extra.without.includes(key));
    const further = kept.map(([key, value]) => [key, this.#with(extra.as, value, extra.value)] as const);
    return { ...made, extra: Object.fromEntries(further) };
  }

  #field(field: FieldExpression): unknown {
    switch (field.kind) {
      case 'always':
      case 'where-converted':
        return this.#value(field.value);
      case 'where-present': {
        const from = this.#read(field.from);
        return from === nothing ? nothing : this.#with(field.as, from, field.value);
      }
      case 'adopted': {
        const { model } = this.setting;
        const from = this.#read(field.from);
        if (from !== nothing) {
          const adopted = adopt(toJson(from, field.from.type, model), field.type, model);
          if (adopted !== nothing) return adopted;
        }
        return field.otherwise === undefined ? nothing : this.#value(field.otherwise);
      }
    }
  }

  #with(variable: number, value: unknown, expression: Expression): unknown {
    if (this.#variables.has(variable)) this.#variables.delete(variable);
    this.#variables.set(variable, value);
    return this.#value(expression);
  }

  #certain(read: Read): unknown {
    const value = this.#read(read);
    if (value === nothing) throw new Error(`Something absent was read: ${JSON.stringify(read.keys)}.`);
    const wrong = misfit(value, read.type, this.setting.model);
    // A variant is read with its tag, and its fields after a step without.
    if (wrong !== undefined && !wrong.endsWith('is no field')) throw new Error(`A read is not what it says: ${wrong}.`);
    return value;
  }

  #read({ variable, keys, mayBeAbsent }: Read): unknown {
    if (!this.#variables.has(variable)) throw new Error(`Variable ${variable} is not bound here.`);
    let value = this.#variables.get(variable);
    for (const { name, mayEnd } of keys) {
      if (value === undefined || value === null) {
        if (mayEnd) return nothing;
        throw new Error(`${name} was read of nothing.`);
      }
      value = isBag(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }
    if (value !== undefined) return value;
    if (!mayBeAbsent) throw new Error(`${keys.map(({ name }) => name).join('.')} is absent, and may not be.`);
    return nothing;
  }

  #custom(path: string): unknown {
    const { custom } = this.setting.options;
    if (custom === undefined) throw new Error(`Nothing is given for the custom path ${path}.`);
    return custom(path, this.old, this.plan);
  }
}

function adopt(
  json: Parameters<typeof toMemory>[0],
  type: Parameters<typeof toMemory>[1],
  model: DomainModel,
): unknown {
  try {
    const value = toMemory(json, type, model);
    return misfit(value, type, model) === undefined ? value : nothing;
  } catch {
    return nothing;
  }
}

function kindOf(value: unknown): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  const kind = typeof value;
  return kind === 'boolean' || kind === 'number' || kind === 'bigint' || kind === 'string' ? kind : 'object';
}

function deepFreeze(value: unknown): void {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
