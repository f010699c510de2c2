/** Paths that lead nowhere. */
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import type { StepPath } from '../../model/step-model.js';
import { report } from '../evolve-messages.js';
import { pathText } from '../paths/path.js';
import type { Walked } from '../paths/walk-path.js';
import type { DeadEnd } from '../shapes/step-into.js';
import { named, type Findings, type StepTask } from '../step-task.js';
import { describe } from './describe.js';

export interface LostPath {
  readonly path: StepPath;
  /** Of the old value, to be read or given up; or of the new one. */
  readonly end: 'from' | 'dropped' | 'to';
  readonly walked: Walked;
}

export function reportLost({ path, end, walked }: LostPath, task: StepTask, findings: Findings): void {
  const owner = named(task, end === 'to' ? task.to : task.from);
  findings.add(path.segments, () => {
    if (walked.kind === 'found') {
      const why = 'further keys of an open object are no fields';
      const help = 'Adopt a further key under its own name: adopt: [name]; or give it up with drop.';
      return report('path-misfit', { path: path.text, owner, why }, path.place, { help });
    }
    const before = walked.at === 0 ? '' : pathText(path.segments.slice(0, walked.at));
    if (walked.end.kind !== 'unknown') {
      return report('path-misfit', { path: path.text, owner, why: reason(walked.end, before) }, path.place);
    }
    const segment = path.segments[walked.at];
    const name = segment?.kind === 'key' ? segment.name : '*';
    const { names } = walked.end;
    const where = before === '' ? 'It has' : `${before} has`;
    const has = names.length === 0 ? `${where} no fields.` : `${where} ${names.join(', ')}.`;
    return report('unknown-path', { owner, path: path.text }, path.place, { help: didYouMean(name, names) ?? has });
  });
}

function reason(end: Exclude<DeadEnd, { readonly kind: 'unknown' }>, before: string): string {
  const what = before === '' ? 'it' : before;
  switch (end.kind) {
    case 'each-needed':
      return `${what} is a ${end.of}, whose elements are ${before === '' ? '' : `${before}.`}*`;
    case 'no-elements':
      return `${what} is ${describe(end.type)}, which has no elements`;
    case 'no-fields':
      return `${what} is ${describe(end.type)}, which has nothing inside`;
    case 'union':
      return `${what} is ${describe(end.type)}, and paths do not lead into the members of a union`;
  }
}
