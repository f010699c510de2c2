import { expect, test } from 'vitest';
import { StreamClosedError } from '../../runtime/src/errors/store-errors.js';
import type { Connection } from '../../runtime/src/stores/sqlite/connection.js';
import { createTurnTaking } from '../../runtime/src/stores/sqlite/timers.js';
import { RunAgain } from '../../runtime/src/stores/sqlite/write-job.js';
import { createWriter } from '../../runtime/src/stores/sqlite/writer.js';
import { aborted, abortable, uncheckedStreamName } from '../../runtime/src/testing/contract/samples.js';

const busy = 5;
const inputOutput = 10;
const full = 13;

class SqliteFailure extends Error {
  readonly errcode: number;

  constructor(errcode: number) {
    super(`SQLite says ${errcode}`);
    this.errcode = errcode;
  }
}

/** A connection that only counts, and fails as told: the n-th time a statement runs, with the n-th code of its list. */
function scripted(failures: Readonly<Record<string, readonly (number | undefined)[]>>) {
  const log: string[] = [];
  const times = new Map<string, number>();
  let open = false;
  const execute = (sql: string): { changes: number; lastInsertRowid: number } => {
    const count = times.get(sql) ?? 0;
    times.set(sql, count + 1);
    const code = failures[sql]?.[count];
    log.push(code === undefined ? sql : `${sql} fails`);
    if (code !== undefined) throw new SqliteFailure(code);
    open = sql === 'BEGIN IMMEDIATE';
    return { changes: 0, lastInsertRowid: 0 };
  };
  const connection: Connection = {
    get isTransaction() {
      return open;
    },
    statement: (sql) => ({
      run: () => execute(sql),
      get: () => undefined,
      all: () => [],
      setReturnArrays: () => undefined,
    }),
    close: () => undefined,
  };
  const events = {
    begun: () => undefined,
    ended: (committed: boolean) => void log.push(committed ? 'stored' : 'void'),
  };
  const writer = createWriter({ connection, path: 'x.db', patience: 40, events, turns: createTurnTaking() });
  return { log, writer };
}

test('writes of one turn share a transaction, in their order, each with its own answer', async () => {
  const { log, writer } = scripted({});
  const answers = await Promise.all([1, 2, 3].map((n) => writer.write(() => (log.push(`work ${n}`), n * 10))));
  expect(answers).toEqual([10, 20, 30]);
  expect(log).toEqual(['BEGIN IMMEDIATE', 'work 1', 'work 2', 'work 3', 'COMMIT', 'stored']);
});

test('a refusal in their midst is one’s own', async () => {
  const { log, writer } = scripted({});
  const refused = new StreamClosedError(uncheckedStreamName('a-1'));
  const results = await Promise.allSettled([
    writer.write(() => 1),
    writer.write(() => {
      throw refused;
    }),
    writer.write(() => 3),
  ]);
  expect(results).toMatchObject([{ value: 1 }, { reason: refused }, { value: 3 }]);
  expect(log).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'stored']);
});

test('a fault in their midst rolls all back, and each runs again alone', async () => {
  const { log, writer } = scripted({});
  const fault = new Error('a fault');
  const results = await Promise.allSettled([
    writer.write((again) => (again ? 'second time' : 'first time')),
    writer.write(() => {
      throw fault;
    }),
  ]);
  expect(results).toMatchObject([{ value: 'second time' }, { reason: fault }]);
  expect(log).toEqual([
    ...['BEGIN IMMEDIATE', 'ROLLBACK', 'void'],
    ...['BEGIN IMMEDIATE', 'COMMIT', 'stored'],
    ...['BEGIN IMMEDIATE', 'ROLLBACK', 'void'],
  ]);
});

test('work may ask to be run again, once', async () => {
  const { writer } = scripted({});
  const answer = await writer.write((again) => {
    if (!again) throw new RunAgain();
    return 'the other way';
  });
  expect(answer).toBe('the other way');
  const endless = writer.write(() => {
    throw new RunAgain();
  });
  await expect(endless).rejects.toBeInstanceOf(RunAgain);
});

test('a commit without room is a failure for certain; for those it does not concern it is made again', async () => {
  const { writer } = scripted({ COMMIT: [full, undefined, full] });
  const results = await Promise.allSettled([writer.write(() => 1), writer.write(() => 2)]);
  expect(results).toMatchObject([{ value: 1 }, { reason: { code: 'store-full', path: 'x.db' } }]);
});

test('after an input/output error of a commit nobody knows, and the answer says so', async () => {
  const { log, writer } = scripted({ COMMIT: [inputOutput] });
  const write = writer.write(() => 1);
  await expect(write).rejects.toMatchObject({ code: 'outcome-unknown', cause: { errcode: inputOutput } });
  expect(log).toEqual(['BEGIN IMMEDIATE', 'COMMIT fails', 'ROLLBACK', 'void']);
  await expect(writer.write(() => 2)).resolves.toBe(2);
});

test('a lock is waited for, but not for ever', async () => {
  const patient = scripted({ 'BEGIN IMMEDIATE': [busy, busy, busy] });
  await expect(patient.writer.write(() => 1)).resolves.toBe(1);
  const hopeless = scripted({ 'BEGIN IMMEDIATE': Array<number>(1_000).fill(busy) });
  let ran = false;
  await expect(hopeless.writer.write(() => (ran = true))).rejects.toMatchObject({ code: 'store-busy' });
  expect(ran).toBe(false);
});

test('whoever holds a transaction holds the queue', async () => {
  const { log, writer } = scripted({});
  await Promise.all([
    writer.write(() => log.push('before')),
    writer.hold(async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      log.push('held');
    }),
    writer.write(() => log.push('after')),
    writer.write(() => log.push('after, too')),
  ]);
  const alone = (...inside: string[]): string[] => ['BEGIN IMMEDIATE', ...inside, 'COMMIT', 'stored'];
  expect(log).toEqual([...alone('before'), ...alone('held'), ...alone('after', 'after, too')]);
});

test('held work is run once, whatever becomes of it', async () => {
  const { writer } = scripted({ COMMIT: [full] });
  let runs = 0;
  await expect(writer.hold(async () => (runs += 1))).rejects.toMatchObject({ code: 'store-full' });
  const failing = writer.hold(async () => {
    runs += 1;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(runs).toBe(2);
});

test('who gives up while waiting is not run', async () => {
  const { log, writer } = scripted({});
  const { signal, abort } = abortable();
  const held = writer.hold(async () => abort('enough'));
  const waiting = writer.write(() => log.push('never'), signal);
  await held;
  await expect(waiting).rejects.toMatchObject({ code: 'operation-aborted', cause: 'enough' });
  await expect(writer.write(() => log.push('never'), aborted('early'))).rejects.toMatchObject({
    code: 'operation-aborted',
  });
  expect(log).not.toContain('never');
});

/** Work that says where it was done; at once, it does as `step` says. */
function oneStatement(log: string[], step: () => string | undefined) {
  return {
    run: () => (log.push('in a transaction'), 'in a transaction'),
    atOnce: () => (log.push('at once'), step()),
  };
}

const fails = (code: number) => (): never => {
  throw new SqliteFailure(code);
};
const transaction = ['BEGIN IMMEDIATE', 'in a transaction', 'COMMIT', 'stored'];

test('work of one statement needs no transaction where nobody else waits', async () => {
  const { log, writer } = scripted({});
  await expect(writer.writeAtOnce(oneStatement(log, () => 'done'))).resolves.toBe('done');
  expect(log).toEqual(['at once', 'stored']);
});

test('work of one statement shares the transaction of those who wait with it', async () => {
  const { log, writer } = scripted({});
  await Promise.all([1, 2].map(() => writer.writeAtOnce(oneStatement(log, () => 'done'))));
  expect(log).toEqual(['BEGIN IMMEDIATE', 'in a transaction', 'in a transaction', 'COMMIT', 'stored']);
});

test.each([
  ['one statement is not enough', () => undefined],
  ['somebody else is writing', fails(busy)],
  ['somebody else has written since the statement began', fails(517)],
])('work takes the long way where %s', async (_title, step) => {
  const { log, writer } = scripted({});
  await expect(writer.writeAtOnce(oneStatement(log, step))).resolves.toBe('in a transaction');
  expect(log).toEqual(['at once', ...transaction]);
});

test.each([
  ['store-full', full],
  ['outcome-unknown', inputOutput],
])('a single statement that fails is not tried again: %s', async (code, errcode) => {
  const { log, writer } = scripted({});
  await expect(writer.writeAtOnce(oneStatement(log, fails(errcode)))).rejects.toMatchObject({ code });
  expect(log).toEqual(['at once', 'void']);
  await expect(writer.write(() => 'next')).resolves.toBe('next');
});

test('a refusal and a fault at once are one’s own, and the writer goes on', async () => {
  const { log, writer } = scripted({});
  for (const error of [new StreamClosedError(uncheckedStreamName('a-1')), new Error('a fault')]) {
    const work = oneStatement(log, () => {
      throw error;
    });
    await expect(writer.writeAtOnce(work)).rejects.toBe(error);
  }
  expect(log).not.toContain('BEGIN IMMEDIATE');
  await expect(writer.writeAtOnce(oneStatement(log, () => 'done'))).resolves.toBe('done');
});
