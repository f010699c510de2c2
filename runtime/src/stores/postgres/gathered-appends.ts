// Appends that a unit asks for without waiting for the one before go in one message, as far as no other step was asked for in
// between: each would take a round trip otherwise, while all rows that the unit has written are held.
import type { AppendRequest, AppendResult } from '../../store/append.js';
import type { UnitSteps } from '../../store/unit-guard.js';
import type { PreparedAppend, UnitTransaction } from './unit-steps.js';

/** The most appends in one message. */
const most = 64;

interface Asked {
  readonly append: PreparedAppend;
  readonly resolve: (answer: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface GatheringSteps extends UnitSteps {
  append(request: AppendRequest): Promise<AppendResult>;
}

/** As `steps` alone: one after the other, in the order in which they were asked for, and none after one that went wrong. */
export function gatherAppends(
  { step }: UnitSteps,
  transaction: Pick<UnitTransaction, 'gathers' | 'prepare' | 'appendAll'>,
): GatheringSteps {
  const fullAt = transaction.gathers ? most : 1;
  /** Appends whose turn has not come, with nothing asked for behind them. */
  let open: Asked[] = [];
  const begin = (group: Asked[]): void => {
    const done = step(() => {
      if (open === group) open = [];
      return appendGroup(transaction, group);
    });
    // Those without an answer come behind what went wrong, or are too late altogether; the next step is told which.
    const rest = (): void => group.forEach(({ reject }) => void step(() => undefined).catch(reject));
    done.then(rest, rest);
  };
  const gathering: GatheringSteps = {
    step(work) {
      open = [];
      return step(work);
    },
    append(request) {
      let append: PreparedAppend;
      try {
        append = transaction.prepare(request);
      } catch (error) {
        return gathering.step((): never => {
          throw error;
        });
      }
      return new Promise((resolve, reject) => {
        if (open.length === 0 || open.length >= fullAt) begin((open = []));
        open.push({ append, resolve, reject });
      });
    },
  };
  return gathering;
}

/** Answers those that it can, and takes them out of the group. @returns the last answer, which is a conflict if any is */
async function appendGroup(
  transaction: Pick<UnitTransaction, 'appendAll'>,
  group: Asked[],
): Promise<AppendResult | undefined> {
  const endings = await transaction.appendAll(group.map(({ append }) => append));
  const answered = group.splice(0, endings.length);
  for (const [at, { resolve, reject }] of answered.entries()) {
    const ending = endings[at];
    if (ending === undefined) continue;
    if ('error' in ending) reject(ending.error);
    else resolve(ending.answer);
  }
  const last = endings.at(-1);
  if (last !== undefined && 'error' in last) throw last.error;
  return last?.answer;
}
