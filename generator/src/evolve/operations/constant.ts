import type { Expression } from '../../model/evolution-model.js';
import { findType } from '../../model/find-type.js';
import type { StepConstant } from '../../model/step-model.js';
import { checkForm } from '../../values/check-value.js';
import { describeProblem, problemPlace } from '../../values/value-problem.js';
import type { Slot, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { pathText } from '../paths/path.js';
import { named } from '../step-task.js';

/** A constant as a value of the place's type. Constraints bind writers only, and a step writes nothing. */
export function constant(written: StepConstant, slot: Slot, { task, findings }: StepContext): Expression | undefined {
  const problems = checkForm(written.value, slot.type, (ref) => findType(task.model, ref)?.typeVersion.type);
  for (const problem of problems) {
    findings.add(slot.path, () => {
      const parameters = { path: pathText(slot.path), owner: named(task, task.to), problem: describeProblem(problem) };
      return report('constant-misfit', parameters, problemPlace(problem, written.place), { help: problem.help });
    });
  }
  return problems.length > 0 ? undefined : { kind: 'constant', value: written.value, type: slot.type };
}
