import { createMemoryEventStore } from '@varve/runtime';
import { describe, expect, test } from 'vitest';
import { deliveriesOf } from '../src/deliveries.js';
import type { Entry } from '../src/entry.js';
import { webhooks } from '../src/event-of.js';
import { createGithub } from '../src/generated/github/github.js';
import { readTimelines } from '../src/read-timelines.js';
import { recordDeliveries } from '../src/record-deliveries.js';
import { timelineOf } from '../src/timeline.js';

const entry = (at: string, what: string, who = 'ada'): Entry => ({ at, subject: 'code', what, who });

describe('a timeline', () => {
  test('of nothing is none', () => {
    expect(timelineOf([])).toBeUndefined();
  });

  test('is ordered by when things happened, not by when they were told', () => {
    const told = timelineOf([entry('2026-01-02', 'second'), entry('2026-01-01', 'first')]);
    expect(told?.chapters[0]?.lines.map(({ what }) => what)).toEqual(['first', 'second']);
    expect(told).toMatchObject({ from: '2026-01-01', to: '2026-01-02', events: 2 });
  });

  test('counts what was told several times', () => {
    const told = timelineOf([
      entry('2026-01-01', 'pushed'),
      entry('2026-01-01', 'pushed'),
      entry('2026-01-02', 'pushed'),
    ]);
    expect(told?.chapters[0]?.lines.map(({ times }) => times)).toEqual([2, 1]);
  });

  test('does not count together what different people did', () => {
    const told = timelineOf([entry('2026-01-01', 'starred'), entry('2026-01-01', 'starred', 'bob')]);
    expect(told?.chapters[0]?.lines).toHaveLength(2);
    expect(told?.people).toEqual(['ada', 'bob']);
  });
});

test('the log of all deliveries becomes a timeline for each repository, with a chapter for each thing', async () => {
  const store = createMemoryEventStore();
  const deliveries = deliveriesOf(webhooks);
  await recordDeliveries(createGithub({ store }), deliveries);
  const timelines = await readTimelines(store);
  const [[name, longest]] = timelines as [(typeof timelines)[number]];
  expect(name).toBe('Codertocat/Hello-World');
  expect(timelines.reduce((sum, [, { events }]) => sum + events, 0)).toBe(deliveries.length);
  const subjects = longest.chapters.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(['issue #1', 'pull request #2', 'release 0.0.1', 'code', 'people']));
  const issue = longest.chapters.find(({ subject }) => subject === 'issue #1');
  expect(issue?.lines.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['opened: Spelling error in the README file', 'labeled bug', 'locked as spam']),
  );
});
