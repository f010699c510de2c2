import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import type { ViewGeneration, ViewShape } from './view.js';
import { columnsOf } from './view-columns.js';
import { readableName } from './view-name.js';

/** @throws InvalidStoreArgumentError when a generation has another shape under its hash */
export function assertSameShape(view: ViewShape, opened: string): void {
  if (columnsOf(view).text === opened) return;
  throw new InvalidStoreArgumentError('view', `${view.name} was opened with another shape under hash ${view.hash}`);
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
    assertSameShape(view, columnsOf(known.shape).text);
    return known;
  }
  const readable = readableName(view.name);
  const namesake = others.find((name) => name !== view.name && readableName(name) === readable);
  if (namesake === undefined) return undefined;
  throw new InvalidStoreArgumentError('view.name', `${view.name} would be the table ${readable}, as ${namesake} is`);
}
