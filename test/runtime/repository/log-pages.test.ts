import { expect, test } from 'vitest';
import { logPages } from '../../../runtime/src/repository/log-pages.js';
import type { LogPage, LogReader } from '../../../runtime/src/store/read.js';
import { logPositionOf } from '../../../runtime/src/store/numeric-log-position.js';

/** A log of `pages` pages, which are answered when they are let go. */
function pagedLog(pages: number) {
  const asked: number[] = [];
  const answers: { readonly resolve: (page: LogPage) => void; readonly reject: (error: Error) => void }[] = [];
  const store: Pick<LogReader, 'readLog'> = {
    readLog({ after } = {}) {
      asked.push(Number(after ?? 0) + 1);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
  };
  const answer = (page: number): void =>
    answers[page - 1]?.resolve({ events: [], scannedTo: logPositionOf(page), end: page === pages });
  return {
    store: store as LogReader,
    asked,
    answer,
    fail: (page: number, error: Error) => answers[page - 1]?.reject(error),
  };
}

/** Pages of a log of which the first one has been given out. */
async function afterFirst(store: LogReader, answer: (page: number) => void): Promise<AsyncGenerator<LogPage>> {
  const pages = logPages(store, {});
  const first = pages.next();
  answer(1);
  await first;
  return pages;
}

test('the next page is asked for when one has come, and none behind the end', async () => {
  const { store, asked, answer } = pagedLog(3);
  const pages = logPages(store, {});
  const first = pages.next();
  expect(asked).toEqual([1]);
  answer(1);
  expect((await first).value).toMatchObject({ end: false });
  expect(asked).toEqual([1, 2]);
  answer(2);
  await pages.next();
  expect(asked).toEqual([1, 2, 3]);
  answer(3);
  expect((await pages.next()).value).toMatchObject({ end: true });
  expect((await pages.next()).done).toBe(true);
  expect(asked).toEqual([1, 2, 3]);
});

test('a page that cannot be read fails for who asks for it, and is nobody’s failure before', async () => {
  const { store, answer, fail } = pagedLog(3);
  const pages = await afterFirst(store, answer);
  fail(2, new Error('gone'));
  // A rejection that nobody had taken would end the process here.
  await new Promise((resolve) => setImmediate(resolve));
  await expect(pages.next()).rejects.toThrow('gone');
});

test('who stops early leaves no page on its way', async () => {
  const { store, answer, fail } = pagedLog(3);
  const pages = await afterFirst(store, answer);
  let ended = false;
  const ending = pages.return(undefined).then(() => (ended = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(ended).toBe(false);
  fail(2, new Error('gone'));
  await ending;
});
