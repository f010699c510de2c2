import type { ExpectedVersion } from '../../../store/append.js';
import type { NewStoredEvent } from '../../../store/stored-event.js';
import { codeOf, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';

// Sequences after KurrentDB's tests of implicitly created streams. `0em1` there is event 0 expected at -1, the last index;
// here versions count events, so that is [event 0, version 0]. Where Kurrent would store an id twice, we refuse.

type Step = readonly [events: readonly number[], expected: ExpectedVersion];
type Outcome = 'appended' | 'replayed' | 'conflict' | 'duplicate-event-id' | 'partial-duplicate';

interface Row {
  readonly name: string;
  readonly before: readonly Step[];
  readonly last: Step;
  readonly outcome: Outcome;
}

const at = (streamVersion: number): ExpectedVersion => ({ streamVersion });
const sixSingles: readonly Step[] = [0, 1, 2, 3, 4, 5].map((n): Step => [[n], at(n)]);
const pair: readonly Step[] = [[[0, 1], at(0)]];

const rows: readonly Row[] = [
  { name: '0..5 one by one, 0 again at the beginning', before: sixSingles, last: [[0], at(0)], outcome: 'replayed' },
  { name: '0..5 one by one, 0 again under any', before: sixSingles, last: [[0], 'any'], outcome: 'replayed' },
  {
    name: '0..5 one by one, 0 again at the head',
    before: sixSingles,
    last: [[0], at(6)],
    outcome: 'duplicate-event-id',
  },
  { name: '0..5 one by one, 0 again beyond the head', before: sixSingles, last: [[0], at(7)], outcome: 'conflict' },
  {
    name: '0..5 one by one, 0 again just before the head',
    before: sixSingles,
    last: [[0], at(5)],
    outcome: 'conflict',
  },
  { name: '0, then 0 at the head', before: [[[0], at(0)]], last: [[0], at(1)], outcome: 'duplicate-event-id' },
  { name: '0, then 0 under any', before: [[[0], at(0)]], last: [[0], 'any'], outcome: 'replayed' },
  { name: '0, then 0 at the beginning', before: [[[0], at(0)]], last: [[0], at(0)], outcome: 'replayed' },
  { name: '0, 1, 2, then 1 under any', before: sixSingles.slice(0, 3), last: [[1], 'any'], outcome: 'replayed' },
  {
    name: '0, 1, 2, then 1 under any twice',
    before: [...sixSingles.slice(0, 3), [[1], 'any']],
    last: [[1], 'any'],
    outcome: 'replayed',
  },
  { name: 'the batch 0 1, then 0 at the beginning', before: pair, last: [[0], at(0)], outcome: 'replayed' },
  { name: 'the batch 0 1, then 0 under any', before: pair, last: [[0], 'any'], outcome: 'replayed' },
  { name: 'the batch 0 1, then 1 at 1', before: pair, last: [[1], at(1)], outcome: 'replayed' },
  { name: 'the batch 0 1, then 1 under any', before: pair, last: [[1], 'any'], outcome: 'replayed' },
  {
    name: 'the batch 0 1, then 0 1 2 at the beginning',
    before: pair,
    last: [[0, 1, 2], at(0)],
    outcome: 'partial-duplicate',
  },
  { name: 'the batch 0 1, then 0 1 2 under any', before: pair, last: [[0, 1, 2], 'any'], outcome: 'partial-duplicate' },
  { name: 'the batch 0 1, then 1 0 under any', before: pair, last: [[1, 0], 'any'], outcome: 'partial-duplicate' },
  { name: 'the batch 0 1, then 2 at the head', before: pair, last: [[2], at(2)], outcome: 'appended' },
];

function caseOf({ name, before, last, outcome }: Row): CaseDefinition {
  return {
    name: `${name}: ${outcome}`,
    async run(world) {
      const apply = appender(world);
      for (const step of before) await apply(step);
      claimSame(await apply(last), outcome, `${name}.`);
    },
  };
}

function appender({ store, samples }: World): (step: Step) => Promise<string> {
  const streamName = samples.stream();
  const numbered = new Map<number, NewStoredEvent>();
  const eventOf = (n: number): NewStoredEvent => {
    const event = numbered.get(n) ?? samples.event({ data: `{"n":${n}}` });
    numbered.set(n, event);
    return event;
  };
  return async ([events, expected]) => {
    try {
      const result = await store.append({ streamName, expected, events: events.map(eventOf) });
      if (result.kind === 'conflict') return 'conflict';
      return result.deduplicated ? 'replayed' : 'appended';
    } catch (error) {
      return codeOf(error) ?? String(error);
    }
  };
}

export const kurrentMatrixCases: CaseGroup = { group: 'repeated appends, after Kurrent', cases: rows.map(caseOf) };
