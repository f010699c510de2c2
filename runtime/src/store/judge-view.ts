import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import type { ViewGeneration, ViewShape } from './view.js';
import { columnsOf } from './view-columns.js';
import { readableName } from './view-name.js';

/** Whether two shapes are one. */
export function isSameShape(a: ViewShape, b: ViewShape): boolean {
  return columnsOf(a).text === columnsOf(b).text;
}

/**
 * What opening a view comes to, alike in every store.
 * @param others names of all views that are there
 * @returns the generation that is there, `undefined` when it is to be made
 * @throws InvalidStoreArgumentError
 */
export function judgeOpening<G extends ViewGeneration>(
  view: ViewShape,
  standing: readonly G[],
  others: readonly string[],
): G | undefined {
  const known = standing.find(({ hash }) => hash === view.hash);
  if (known !== undefined) {
    if (isSameShape(known.shape, view)) return known;
    throw new InvalidStoreArgumentError('view', `${view.name} was opened with another shape under hash ${view.hash}`);
  }
  const readable = readableName(view.name);
  const namesake = others.find((name) => name !== view.name && readableName(name) === readable);
  if (namesake === undefined) return undefined;
  throw new InvalidStoreArgumentError('view.name', `${view.name} would be the table ${readable}, as ${namesake} is`);
}
