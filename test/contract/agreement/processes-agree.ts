import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildChild, temporaryFolder } from '../../faults/child-programs.js';
import { type AnsweringProcess, type Known, startAnswering } from './answering-process.js';
import { concurrentOperation } from './concurrent-operation.js';
import { kindOf, type Operation, operation } from './operation.js';
import type { Address } from './questions.js';
import { type Answered, someOrder } from './some-order.js';

const processCount = 8;

/** Questions put at the same time, each to another process. */
type Round = readonly { readonly process: number; readonly operation: Operation }[];

/** Decided by the time, or by what a process holds. */
const notShared: ReadonlySet<Operation['kind']> = new Set([
  'acquire-lease',
  'renew-lease',
  'release-lease',
  'find-lease',
]);

const process = fc.nat({ max: processCount - 1 });

const oneAfterTheOther: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.tuple(
    fc.record({
      process,
      operation: operation.filter((each) => !notShared.has(kindOf(each)) && each.kind !== 'reopen'),
    }),
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
);

const atTheSameTime: fc.Arbitrary<readonly Round[]> = fc.array(
  fc.uniqueArray(fc.record({ process, operation: concurrentOperation }), {
    minLength: 2,
    maxLength: 4,
    selector: (question) => question.process,
  }),
  { minLength: 1, maxLength: 12, size: 'max' },
);

/** Eight processes on one store answer as one memory store does: exactly, or in some order of what was asked at once. */
export function processesAgree(name: string, freshAddress: () => Address, runs: number): void {
  const folder = temporaryFolder();
  const processes: AnsweringProcess[] = [];
  beforeAll(async () => {
    const program = await buildChild('../../contract/agreement/children/answer', folder);
    for (let count = 0; count < processCount; count += 1) processes.push(startAnswering(program));
  });
  afterAll(() => processes.forEach((each) => each.end()));

  const check = async (rounds: readonly Round[]): Promise<void> => {
    const address = freshAddress();
    for (const each of processes) await each.open(address);
    try {
      await agree(processes, rounds);
    } finally {
      await Promise.all(processes.map((each) => each.close()));
    }
  };
  const timeout = 300_000;
  test(`${name}: asked one after the other, eight processes answer as one memory store`, { timeout }, async () => {
    await fc.assert(fc.asyncProperty(oneAfterTheOther, check), { numRuns: runs });
  });
  test(`${name}: asked at once, they answer as one that is asked in some order`, { timeout }, async () => {
    await fc.assert(fc.asyncProperty(atTheSameTime, check), { numRuns: runs });
  });
}

async function agree(processes: readonly AnsweringProcess[], rounds: readonly Round[]): Promise<void> {
  const known: Known = { seen: [], leases: [] };
  let history: readonly Operation[] = [];
  for (const round of rounds) {
    const answers = await Promise.all(
      round.map(async (question): Promise<Answered> => {
        const answer = await processes[question.process]?.ask(question.operation, known);
        return { operation: question.operation, answer };
      }),
    );
    const order = await someOrder(history, answers);
    expect(order, `no order explains ${JSON.stringify({ history, answers })}`).toBeDefined();
    history = [...history, ...(order ?? [])];
  }
}
