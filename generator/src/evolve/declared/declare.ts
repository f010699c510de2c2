/**
 * Operations one by one, before anything is made of them: whether their paths lead somewhere, and whether any two are at
 * odds. The order they are written in has no meaning, so they are looked at in an order of their own.
 */
import { pathOf } from '../../diagnostics/place.js';
import type { StepOperation, StepPath } from '../../model/step-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { createPathTree, sayAt } from '../paths/path-tree.js';
import { pathKey, type Path } from '../paths/path.js';
import { walkPath } from '../paths/walk-path.js';
import type { Findings, StepTask } from '../step-task.js';
import { reportLost, type LostPath } from '../findings/lost-paths.js';
import { reportAssignedTwice } from './assigned-twice.js';
import { sourceOf, type Assigned, type Declarations, type Use } from './declarations.js';
import { pairElements } from './pair-elements.js';
import { reportUsedTwice } from './used-twice.js';

export interface Declaring {
  readonly operations: readonly StepOperation[];
  /** Fields whose value is given up, besides those of `drop`. */
  readonly lossy: readonly StepPath[];
  readonly unlike: Declarations['unlike'];
  readonly mustComeBack: Declarations['mustComeBack'];
  readonly mayGo: Declarations['mayGo'];
}

/** What a step that says nothing says. */
export const nothingDeclared: Declaring = {
  operations: [],
  lossy: [],
  unlike: [],
  mustComeBack: [],
  mayGo: () => false,
};

type PathEnd = LostPath['end'];

interface Seen {
  readonly operation: StepOperation;
  readonly source: StepPath | undefined;
  /** Where its paths lead; `lost` was reported. */
  readonly hasSource: boolean;
  readonly hasTarget: boolean;
}

export function declare(declaring: Declaring, task: StepTask, findings: Findings): Declarations {
  const seen = inOrder(declaring.operations).map((operation) => look(operation, task, findings));
  const lossy = declaring.lossy.filter((path) => isFound(path, 'dropped', task, findings));
  const assigned = createPathTree<Assigned>();
  const uses = createPathTree<Use>();
  const { pairs, mismatched } = pairElements(seen.filter(isClear), task, findings);
  for (const each of seen) {
    const { operation, hasSource, hasTarget } = each;
    if (operation.kind !== 'drop' && hasTarget) {
      sayAt(assigned, operation.to.segments, { operation, isBroken: !hasSource || mismatched.has(operation) });
    }
    const use = useOf(each, task);
    if (use !== undefined && hasSource) sayAt(uses, use.path.segments, use);
  }
  for (const path of lossy) sayAt(uses, path.segments, { kind: 'drop', path, operation: undefined });
  const contradictory: Path[] = [];
  const contradictions: Findings = {
    ...findings,
    add(about, make) {
      contradictory.push(about);
      findings.add(about, make);
    },
  };
  reportAssignedTwice(assigned, contradictions);
  reportUsedTwice(uses, findings);
  const { unlike, mustComeBack, mayGo } = declaring;
  const hasUnknownSource = seen.some(({ hasSource }) => !hasSource) || lossy.length < declaring.lossy.length;
  const hasUnknownTarget = contradictory.length > 0 || seen.some(({ hasTarget }) => !hasTarget);
  return { assigned, uses, pairs, unlike, mustComeBack, mayGo, hasUnknownSource, hasUnknownTarget };
}

const isClear = ({ hasSource, hasTarget }: Seen): boolean => hasSource && hasTarget;

function look(operation: StepOperation, task: StepTask, findings: Findings): Seen {
  const source = sourceOf(operation);
  // A function of the user may give what was never there, and a further key had better not be there.
  const mayMiss = operation.kind === 'custom' || operation.kind === 'adopt';
  const hasSource =
    source === undefined || mayMiss || isFound(source, operation.kind === 'drop' ? 'dropped' : 'from', task, findings);
  const hasTarget = operation.kind === 'drop' || isFound(operation.to, 'to', task, findings);
  return { operation, source, hasSource, hasTarget };
}

function isFound(path: StepPath, end: PathEnd, task: StepTask, findings: Findings): boolean {
  const walked = walkPath(end === 'to' ? task.to.type : task.from.type, path.segments, task.model);
  // Further keys have no type of their own that could be relied on; they can only be given up as they are.
  if (walked.kind === 'found' && (!walked.isExtra || end === 'dropped')) return true;
  reportLost({ path, end, walked }, task, findings);
  return false;
}

function useOf({ operation, source }: Seen, task: StepTask): Use | undefined {
  if (source === undefined) return undefined;
  switch (operation.kind) {
    case 'rename':
      return { kind: 'move', path: source, operation };
    case 'copy':
      return { kind: 'copy', path: source, operation };
    case 'drop':
      return { kind: 'drop', path: source, operation };
    case 'map':
    case 'convert':
      return { kind: 'take', path: source, operation };
    case 'adopt':
    case 'custom': {
      const isThere = walkPath(task.from.type, source.segments, task.model).kind === 'found';
      return isThere ? { kind: 'take', path: source, operation } : undefined;
    }
    case 'set':
    case 'fill':
      return undefined;
  }
}

function inOrder(operations: readonly StepOperation[]): readonly StepOperation[] {
  const keyed = operations.map((operation) => ({ operation, name: nameOf(operation) }));
  return keyed.sort((left, right) => byCodeUnit(left.name, right.name)).map(({ operation }) => operation);
}

function nameOf(operation: StepOperation): string {
  const path = operation.kind === 'drop' ? operation.from : operation.to;
  return [pathKey(path.segments), operation.kind, ...pathOf(path.place)].join('\n');
}
