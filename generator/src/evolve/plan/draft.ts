/** A step before it is known what the steps of types inside it need. */
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Expression, StepPlan } from '../../model/evolution-model.js';
import type { RefType } from '../../model/type-model.js';
import { walkExpressions } from '../../model/walk-expressions.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { Declaring } from '../declared/declare.js';
import { pathText, type Path } from '../paths/path.js';
import { allSaid } from '../paths/path-tree.js';
import type { StepTask } from '../step-task.js';
import { makeValue } from './make-value.js';

export interface NamedStep {
  readonly type: RefType;
  readonly to: number;
}

export interface Draft {
  readonly plan: Omit<StepPlan, 'needsCustom' | 'customTypes'>;
  /** Whether it calls functions of the user itself. */
  readonly callsCustom: boolean;
  /** Steps of named types that it runs. */
  readonly steps: readonly NamedStep[];
}

export interface Drafted {
  /** `undefined` where there are mistakes. */
  readonly draft: Draft | undefined;
  readonly problems: readonly Diagnostic[];
  /** Paths of the new value that get nothing, sorted. */
  readonly without: readonly string[];
}

export function draftStep(task: StepTask, declaring: Declaring): Drafted {
  if (task.declared?.isCustom === true) return { draft: customDraft(task), problems: [], without: [] };
  const problems: (() => Diagnostic)[] = [];
  const notes: (() => Diagnostic)[] = [];
  const lacking: Path[] = [];
  const lost: Path[] = [];
  const findings = {
    add: (about: Path, make: () => Diagnostic) => {
      lacking.push(about);
      problems.push(make);
    },
    note: (make: () => Diagnostic) => void notes.push(make),
    lose: (path: Path) => void lost.push(path),
  };
  const { value, declarations } = makeValue(task, declaring, findings);
  const dropped = allSaid(declarations.uses).flatMap((use) => (use.kind === 'drop' ? [use.path.segments] : []));
  const isDone = value !== undefined && problems.length === 0;
  return {
    draft: isDone ? draftOf(value, task, texts([...dropped, ...lost])) : undefined,
    // Made only when asked for: nobody reads why a way down that nobody asked for is not there.
    get problems() {
      return [...problems, ...notes].map((make) => make());
    },
    without: texts(lacking),
  };
}

const texts = (paths: readonly Path[]): readonly string[] => [...new Set(paths.map(pathText))].sort(byCodeUnit);

function customDraft({ from, to }: StepTask): Draft {
  const plan = {
    from: from.schemaVersion,
    to: to.schemaVersion,
    value: undefined,
    customPaths: [],
    usesFacts: false,
    lost: [],
    isIdentity: false,
  };
  return { plan, callsCustom: true, steps: [] };
}

function draftOf(value: Expression, { from, to }: StepTask, lost: readonly string[]): Draft {
  const customPaths = new Set<string>();
  const steps: NamedStep[] = [];
  let usesFacts = false;
  walkExpressions(value, (expression) => {
    if (expression.kind === 'custom') customPaths.add(expression.path);
    if (expression.kind === 'fact') usesFacts = true;
    if (expression.kind === 'step') steps.push(expression);
    if (expression.kind === 'variants') steps.push(...expression.cases.flatMap((each) => each.steps ?? []));
  });
  const plan = {
    from: from.schemaVersion,
    to: to.schemaVersion,
    value,
    customPaths: [...customPaths].sort(byCodeUnit),
    usesFacts,
    lost,
    isIdentity: value.kind === 'read' && value.from.variable === 0 && value.from.keys.length === 0,
  };
  return { plan, callsCustom: customPaths.size > 0, steps: steps.map(({ type, to: end }) => ({ type, to: end })) };
}
