import type { SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import type { Child } from './child-programs.js';

export type Disturbance = 'killed' | 'stopped';

/** So many milliseconds, and up to so many more by chance. */
type Span = readonly [least: number, further: number];

export interface Disturbed {
  readonly children: Child[];
  /** Starts another one in the place of one that was killed. */
  readonly replace: (at: number) => Promise<void> | void;
  readonly random: SeededRandom;
  /** Looked at before each disturbance, with what was done so far. */
  readonly isOver: (done: readonly Disturbance[]) => boolean;
  /** Waited for before each, besides the pause: that somebody is at work. */
  readonly isAtWork?: () => Promise<unknown>;
  readonly pause: Span;
  /** How long somebody is stopped. */
  readonly stop: Span;
  /** Each so-and-so-manieth is stopped, the others are killed. */
  readonly stopEvery: number;
}

const sleep = ([least, further]: Span, random: SeededRandom): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, least + random.below(further)));

/** Kills one of the children and replaces it, or stops one for a while, again and again. @returns what was done, in order */
export async function disturb(disturbed: Disturbed): Promise<readonly Disturbance[]> {
  const { children, replace, random, isOver, isAtWork, pause, stop, stopEvery } = disturbed;
  const done: Disturbance[] = [];
  while (!isOver(done)) {
    await isAtWork?.();
    await sleep(pause, random);
    const at = random.below(children.length);
    const child = children[at];
    if (child === undefined) throw new Error('There is nobody to disturb.');
    if (done.length % stopEvery === stopEvery - 1) {
      child.process.kill('SIGSTOP');
      await sleep(stop, random);
      child.process.kill('SIGCONT');
      done.push('stopped');
    } else {
      child.process.kill('SIGKILL');
      await child.ended();
      await replace(at);
      done.push('killed');
    }
  }
  return done;
}
