import { watch } from 'chokidar';
import { basename, join, relative, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createFilter, createRelevance, type Watched } from './watched-paths.js';

/** Editors write a file in several steps; a run begins when nothing has happened for this long, in milliseconds. */
const quiet = 20;

/** Files that changed, one group after another. */
export interface Changes {
  /** Everything that may have changed since the last group, sorted, at least one file; `undefined` once there will be no more. */
  next(): Promise<readonly string[] | undefined>;
  close(): Promise<void>;
}

/**
 * Watches what a project reads, until `stopped`. Ready when it resolves: no change from then on is missed.
 * A group is complete when the disk has been quiet for a moment.
 */
export async function watchChanges(watched: Watched, stopped: AbortSignal): Promise<Changes> {
  const isRelevant = createRelevance(watched);
  const pending = new Set<string>();
  let events = 0;
  const failures: Error[] = [];
  let wake = (): void => undefined;
  const watcher = watch(watched.root, {
    ignored: createFilter(watched),
    ignoreInitial: true,
    followSymlinks: false,
    // A file that is replaced counts as changed all the same, and there is no wait for its return.
    atomic: false,
  });
  const note = (absolute: string): void => {
    const path = relative(watched.root, absolute).split(sep).join('/');
    if (!isRelevant(path)) return;
    pending.add(path);
    events += 1;
    wake();
  };
  watcher.on('all', (_event, absolute) => note(absolute));
  // The library drops a second change of a file that follows within 50 ms, as saving and then formatting does.
  watcher.on('raw', (_event, name, details) => {
    const place = watchedPath(details);
    if (place !== undefined) note(basename(place) === name ? place : join(place, name));
  });
  watcher.on('error', (error) => {
    failures.push(error instanceof Error ? error : new Error(String(error)));
    wake();
  });
  const stop = (): void => wake();
  stopped.addEventListener('abort', stop);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.once('error', () => resolve());
  });
  const woken = async (): Promise<void> => new Promise((resolve) => (wake = resolve));
  return {
    async next() {
      while (pending.size === 0 && failures.length === 0 && !stopped.aborted) await woken();
      const [failure] = failures;
      if (failure !== undefined) throw failure;
      if (stopped.aborted) return undefined;
      for (let before = -1; before !== events;) {
        before = events;
        await setTimeout(quiet);
      }
      const group = [...pending].sort();
      pending.clear();
      return group;
    },
    async close() {
      stopped.removeEventListener('abort', stop);
      await watcher.close();
    },
  };
}

/** The file or folder that an event of the system is about. */
function watchedPath(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('watchedPath' in details)) return undefined;
  return typeof details.watchedPath === 'string' ? details.watchedPath : undefined;
}
