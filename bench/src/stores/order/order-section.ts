/** Two ways to order the log, side by side, and how soon events can be read in the one that is built. */
import type { BenchServer } from '../../measure/bench-server.js';
import { type Effort, type Outcome, runContest } from '../../measure/contest.js';
import { quartiles } from '../../measure/statistics.js';
import { figure, textTable } from '../../measure/table.js';
import type { BenchOptions } from '../../options.js';
import type { DiskName } from '../disk/disk.js';
import { orderContests, type OrderSide } from './order-contests.js';
import { measureLatency } from './reading-latency.js';

interface OrderSettings {
  readonly disk: DiskName;
  readonly server: BenchServer;
}

const full: Effort = { rounds: 7, warmups: 1, portion: 1 };
const smoke: Effort = { rounds: 1, warmups: 0, portion: 0.02 };
/** Appends a second. */
const rates = [20, 100, 2_000] as const;

export async function orderSection({ disk, server }: OrderSettings, options: BenchOptions): Promise<void> {
  const effort = options.smoke ? smoke : { ...full, rounds: options.rounds ?? full.rounds };
  const orders = `Order of the log, ${disk} disk`;
  const outcomes: Outcome<OrderSide>[] = [];
  const { contests, close } = orderContests(server);
  for (const contest of contests.filter(({ title }) => `${orders}: ${title}`.includes(options.only))) {
    outcomes.push(await runContest(contest, effort));
  }
  await close();
  if (outcomes.length > 0) console.log(`## ${orders}\n\n${orderTable(outcomes)}\n`);

  const latencies = `From commit to readable, ${disk} disk`;
  const rows: (readonly string[])[] = [];
  for (const rate of rates.filter((each) => `${latencies}: ${each} appends a second`.includes(options.only))) {
    const { achieved, p50, p95, p99 } = await measureLatency(server, rate, options.smoke ? 0.1 : 4);
    rows.push([`${rate} appends a second`, ...[achieved, p50, p95, p99].map(figure)]);
  }
  const head = ['', 'achieved/s', 'median ms', '95 % ms', '99 % ms'];
  if (rows.length > 0) console.log(`## ${latencies}\n\n${textTable(head, rows)}\n`);
}

function orderTable(outcomes: readonly Outcome<OrderSide>[]): string {
  const head = ['', 'late sequencer/s', 'lock to commit/s', 'late ÷ lock', 'quartiles', '(CPU)'];
  return textTable(
    head,
    outcomes.map(({ contest, costs, speedAgainst, ratios }) => {
      const perSecond = (side: OrderSide): string => figure(1_000_000 / (costs[side]?.wall ?? Number.NaN));
      const { wall = Number.NaN, cpu = Number.NaN } = speedAgainst.lock ?? {};
      const [low, high] = quartiles((ratios.lock ?? []).map((ratio) => ratio.wall));
      const spread = `${low.toFixed(2)}–${high.toFixed(2)}`;
      return [contest.title, perSecond('varve'), perSecond('lock'), wall.toFixed(2), spread, `(${cpu.toFixed(2)})`];
    }),
  );
}
