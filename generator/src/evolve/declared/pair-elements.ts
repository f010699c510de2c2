/** `*` on both sides: which old list gives the elements of which new one. */
import type { StepOperation, StepPath } from '../../model/step-model.js';
import { report } from '../evolve-messages.js';
import { eachPrefixes, isSamePath, pathKey, pathText, type Path } from '../paths/path.js';
import { walkPath } from '../paths/walk-path.js';
import { nameless, openType } from '../shapes/open-type.js';
import type { Findings, StepTask } from '../step-task.js';
import { sourceOf } from './declarations.js';

interface Paired {
  readonly operation: StepOperation;
}

export interface Pairs {
  readonly pairs: ReadonlyMap<string, Path>;
  readonly mismatched: ReadonlySet<StepOperation>;
}

export function pairElements(seen: readonly Paired[], task: StepTask, findings: Findings): Pairs {
  const pairs = new Map<string, Path>();
  const mismatched = new Set<StepOperation>();
  const away = seen.flatMap(({ operation }) =>
    operation.kind === 'rename' || operation.kind === 'drop' ? [operation.from.segments] : [],
  );
  const own = (next: Path): Path | undefined =>
    away.some((path) => isSamePath(path, next.slice(0, -1))) ? undefined : ownElements(next, task);
  for (const { operation } of seen) {
    const source = sourceOf(operation);
    if (operation.kind === 'drop' || operation.kind === 'custom' || operation.kind === 'adopt') continue;
    if (source === undefined) continue;
    const why = pairOne(source, operation.to, { pairs, own }, task);
    if (why === undefined) continue;
    mismatched.add(operation);
    const { text, place, segments } = operation.to;
    findings.add(segments, () => report('each-misfit', { path: text, why }, place));
  }
  return { pairs, mismatched };
}

interface Known {
  readonly pairs: Map<string, Path>;
  /** The old elements of the same path, where they are still to be had. */
  readonly own: (next: Path) => Path | undefined;
}

/** Adds what one operation says; gives back why that cannot be. */
function pairOne(source: StepPath, to: StepPath, { pairs, own }: Known, task: StepTask): string | undefined {
  const [olds, news] = [eachPrefixes(source.segments), eachPrefixes(to.segments)];
  if (olds.length !== news.length) {
    return `${to.text} has ${count(news.length)}, and ${source.text} has ${count(olds.length)}`;
  }
  for (const [index, next] of news.entries()) {
    const old = olds[index];
    if (old === undefined) continue;
    const known = pairs.get(pathKey(next)) ?? own(next);
    if (known !== undefined && !isSamePath(known, old)) {
      return `the elements of ${pathText(next)} are those of ${pathText(known)}, not of ${pathText(old)}`;
    }
    if (kindOf(old, task.from.type, task) !== kindOf(next, task.to.type, task)) {
      return `one of ${pathText(old)} and ${pathText(next)} is a list, the other a map`;
    }
    pairs.set(pathKey(next), old);
  }
  return undefined;
}

const count = (number: number): string => (number === 0 ? 'none' : String(number));

/** The old elements of the same path, where there are such. */
function ownElements(next: Path, task: StepTask): Path | undefined {
  const kind = kindOf(next, task.from.type, task);
  return kind !== undefined && kind === kindOf(next, task.to.type, task) ? next : undefined;
}

function kindOf(path: Path, type: StepTask['from']['type'], { model }: StepTask): 'list' | 'map' | undefined {
  const walked = walkPath(type, path.slice(0, -1), model);
  if (walked.kind !== 'found') return undefined;
  const { named } = openType(walked.type, model);
  const open = nameless(named, model);
  return open.kind === 'list' || open.kind === 'map' ? open.kind : undefined;
}
