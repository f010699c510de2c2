/** `convert`: by a function whose types are known on both ends. */
import type { Expression } from '../../model/evolution-model.js';
import { carry } from '../build/carry.js';
import { bindAs, type Filling, type Inferred, type Scope, type Source, type StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { describe } from '../findings/describe.js';
import { reportNull } from '../findings/misfits.js';
import { pathText } from '../paths/path.js';
import { isAssignable } from '../shapes/is-assignable.js';
import { membersOf, nameless, openType } from '../shapes/open-type.js';
import { memoryKind } from '../shapes/memory-kind.js';
import { constant } from './constant.js';
import { accepts, acceptedWords, isPartial, resultOf } from './conversions.js';
import type { OperationOf } from './operation.js';
import { sourceAt } from './source-at.js';

type ConvertOperation = OperationOf<'convert'>;

export function convert(run: ConvertOperation, scope: Scope, context: StepContext): Filling {
  const { slot, operation, fill } = run;
  const source = sourceAt(operation.from, run, scope, context);
  if (source === undefined || !isFitting(source, run, context)) return { kind: 'broken' };
  const otherwise = operation.otherwise && constant(operation.otherwise, slot, context);
  if (operation.otherwise !== undefined && otherwise === undefined) return { kind: 'broken' };
  const converted: Converted = { run, otherwise };
  if (isPartial(operation.by) && otherwise === undefined) return convertPartly(source, converted, context);
  const make = (there: Source): Inferred => unlessNull(there, converted, context);
  return carry({ slot, source, fill, make, otherwise: () => (slot.optional ? undefined : otherwise) }, scope, context);
}

interface Converted {
  readonly run: ConvertOperation;
  readonly otherwise: Expression | undefined;
}

/** Where the conversion gives nothing the new value is absent, which it must be allowed to be. */
function convertPartly(source: Source, converted: Converted, context: StepContext): Filling {
  const { slot, operation, fill } = converted.run;
  if (!slot.optional || fill !== undefined) {
    context.findings.add(slot.path, () => {
      const parameters = { conversion: operation.by.name, from: operation.from.text, path: pathText(slot.path) };
      return report('convert-partial', parameters, operation.place);
    });
    return { kind: 'broken' };
  }
  const value = unlessNull(source, converted, context);
  return value === 'misfit' ? { kind: 'broken' } : { kind: 'where-converted', value };
}

/** Null stays null where it may, and is what `else` says where it may not. */
function unlessNull(source: Source, { run, otherwise }: Converted, context: StepContext): Inferred {
  const { slot, operation } = run;
  const { model } = context.task;
  const { nullable, named } = openType(source.read.type, model);
  const converted = (from: Source['read']): Expression => ({
    kind: 'convert',
    from,
    by: operation.by,
    otherwise,
    type: slot.type,
  });
  if (!nullable) return converted(source.read);
  const as = context.fresh();
  const there = bindAs(as, named);
  if (openType(slot.type, model).nullable) return { kind: 'nullable', from: source.read, as, value: converted(there) };
  const json = memoryKind(named, model);
  if (otherwise === undefined || json === undefined) {
    reportNull({ source, slot, at: operation.to.place }, context);
    return 'misfit';
  }
  const cases = [
    { json: 'null', as: context.fresh(), value: otherwise },
    { json, as, value: converted(there) },
  ] as const;
  return { kind: 'kinds', from: source.read, cases, isComplete: true };
}

function isFitting({ read }: Source, { slot, operation }: ConvertOperation, context: StepContext): boolean {
  const { task, findings } = context;
  const { by, place } = operation;
  const { named } = openType(read.type, task.model);
  const members = membersOf(named, task.model).map((member) => nameless(member, task.model));
  const parameters = { conversion: by.name, found: describe(named), accepted: acceptedWords(by) };
  if (!members.every((member) => accepts(by, member))) {
    findings.add(slot.path, () => report('convert-source-misfit', { ...parameters, path: operation.from.text }, place));
    return false;
  }
  const result = resultOf(by, named, task.model);
  if (isAssignable(result, slot.type, task.model)) return true;
  findings.add(slot.path, () => {
    const gives = describe(result);
    return report(
      'convert-result-misfit',
      { ...parameters, gives, path: pathText(slot.path), wanted: describe(slot.type) },
      place,
    );
  });
  return false;
}
