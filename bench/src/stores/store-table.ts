import type { Aim, Cost, Outcome, Side } from '../measure/contest.js';
import { quartiles } from '../measure/statistics.js';
import { figure, textTable } from '../measure/table.js';

const none = '–';
const sides = ['raw', 'emmett', 'varve'] as const;

/** Waits for the disk for each operation, by contender; empty where nobody counts. */
export type SyncsPerOperation = Partial<Readonly<Record<Side, number>>>;

export interface MeasuredRow {
  readonly outcome: Outcome;
  readonly syncs: SyncsPerOperation;
}

/**
 * Rows as a table: operations a second (medians), then Varve's speed as a multiple of the others', by wall-clock time with the
 * quartiles of all rounds, and by processor time of client and server.
 */
export function storeTable(rows: readonly MeasuredRow[]): string {
  const head = ['', 'of', 'raw/s', 'Emmett/s', 'Varve/s'];
  const against = (name: string): readonly string[] => [`× ${name}`, 'quartiles', '(CPU)', 'aim'];
  return textTable([...head, ...against('raw'), ...against('Emmett'), 'syncs r / E / V'], rows.map(cellsOf));
}

function cellsOf({ outcome, syncs }: MeasuredRow): readonly string[] {
  const { contest, costs } = outcome;
  const perSecond = (side: Side): string => {
    const cost = costs[side];
    return cost === undefined ? none : figure(1_000_000 / cost.wall);
  };
  return [
    contest.title,
    contest.unit,
    ...sides.map(perSecond),
    ...comparison(outcome, 'raw'),
    ...comparison(outcome, 'emmett'),
    sides.map((side) => syncs[side]?.toFixed(2) ?? none).join(' / '),
  ];
}

function comparison({ contest, costs, speedAgainst, ratios }: Outcome, side: 'raw' | 'emmett'): readonly string[] {
  const speed = speedAgainst[side];
  const aim = contest.aims.find(({ against }) => against === side);
  if (speed === undefined) return [none, none, none, aim === undefined ? none : `≥ ${aim.least} not measured`];
  const [low, high] = quartiles((ratios[side] ?? []).map(({ wall }) => wall));
  const { raw, [side]: other } = costs;
  const limit = side === 'raw' || raw === undefined || other === undefined ? undefined : other.wall / raw.wall;
  return [
    speed.wall.toFixed(2),
    `${low.toFixed(2)}–${high.toFixed(2)}`,
    `(${speed.cpu.toFixed(2)})`,
    aim === undefined ? none : verdict(aim, speed, limit),
  ];
}

/**
 * Time that passes decides. Where not even raw code is that much faster than the other side, it says how much raw code is:
 * nobody can be expected to wait less for the same disk.
 */
export function verdict({ least }: Aim, { wall, cpu }: Cost, rawSpeed: number | undefined): string {
  if (wall >= least) return `≥ ${least} met`;
  const byCpu = cpu >= least ? ', met by CPU' : '';
  const beyond = rawSpeed !== undefined && rawSpeed < least;
  return beyond ? `≥ ${least} beyond raw code's ${rawSpeed.toFixed(2)}${byCpu}` : `≥ ${least} NOT MET${byCpu}`;
}
