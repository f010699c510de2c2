// Generations of a projection's rows. A definition's hash names its first one; when the same definition builds its rows
// anew, the next one is the hash with a number behind it, so that both lie side by side.
import type { ViewGeneration, ViewShape } from '../store/view.js';
import type { Folder } from './fold-events.js';

const mark = '~';

/** Whether a generation was made by this definition. */
export function isOwn({ bound: { definition } }: Folder, hash: string): boolean {
  return hash === definition.hash || hash.startsWith(`${definition.hash}${mark}`);
}

export const servingOf = (generations: readonly ViewGeneration[]): ViewGeneration | undefined =>
  generations.find(({ state }) => state === 'serving');

/** The hash of a definition's `count`th generation, from 0. */
export const generationHash = ({ bound: { definition } }: Folder, count: number): string =>
  count === 0 ? definition.hash : `${definition.hash}${mark}${count}`;

const views = /* @__PURE__ */ new WeakMap<Folder, Map<string, ViewShape>>();

/** One of a definition's own generations; the same object each time, which stores have to check only once. */
export function viewOf(folder: Folder, hash: string): ViewShape {
  const known = views.get(folder) ?? new Map<string, ViewShape>();
  const view = known.get(hash) ?? { ...folder.columns.view, hash };
  views.set(folder, known.set(hash, view));
  return view;
}

/** Checkpoint, lease and parked events of one slice bear this name. */
export function workName(projection: string, hash: string, slice = 0, slices = 1): string {
  const whole = `projection:${projection}@${hash}`;
  return slices === 1 ? whole : `${whole}#${slice}/${slices}`;
}

/** Which of a definition's generations this is, from 0. */
function countOf({ bound: { definition } }: Folder, hash: string): number {
  return hash === definition.hash ? 0 : Number(hash.slice(definition.hash.length + mark.length));
}

/** The generation of this definition that is being built: the latest, and none that an own later one has replaced. */
export function buildingOwn(folder: Folder, generations: readonly ViewGeneration[]): string | undefined {
  const own = generations.filter(({ hash }) => isOwn(folder, hash));
  const [latest] = [...own].sort((a, b) => countOf(folder, b.hash) - countOf(folder, a.hash));
  return latest?.state === 'building' ? latest.hash : undefined;
}
