import { figure, textTable } from '../measure/table.js';

/** Medians of one size and situation. Seconds and MiB. */
export interface Measured {
  readonly events: number;
  readonly situation: string;
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
}

interface Aim {
  readonly title: string;
  readonly limit: number;
  /** Seconds grow with a slow or busy machine, as starting node does; the aims were set where that takes 0.1 s. */
  readonly inSeconds: boolean;
  readonly value: (of: (events: number, situation: string) => Measured) => number;
}

/** The situation of a project of which every event has three versions, and `varve check` compares them with the lock. */
export const checked = '3 released versions each, checked';

const aims: readonly Aim[] = [
  { title: '100 events, cold: CPU s', limit: 0.5, inSeconds: true, value: (of) => of(100, 'cold').cpu },
  { title: '1,000 events, cold: CPU s', limit: 1.5, inSeconds: true, value: (of) => of(1_000, 'cold').cpu },
  { title: '1,000 events, cold: peak MiB', limit: 150, inSeconds: false, value: (of) => of(1_000, 'cold').memory },
  { title: '1,000 events, unchanged: CPU s', limit: 0.7, inSeconds: true, value: (of) => of(1_000, 'unchanged').cpu },
  {
    title: '1,000 events of 3 versions, checked: CPU s',
    limit: 1.5,
    inSeconds: true,
    value: (of) => of(1_000, checked).cpu,
  },
  {
    title: '4,000 events ÷ 1,000 events, cold: CPU',
    limit: 4.4,
    inSeconds: false,
    value: (of) => of(4_000, 'cold').cpu / of(1_000, 'cold').cpu,
  },
];

const usualStart = 0.1;

/** From a save to what is written, on 100 events, in milliseconds. */
export const watchAim = 150;

export function watchVerdict(milliseconds: number): string {
  return milliseconds <= watchAim ? 'met' : 'NOT MET';
}

/** Each aim beside what was measured, and beside what that would be where starting node takes no more than 0.1 s of CPU, with its verdict. */
export function aimsTable(measured: readonly Measured[], start: Measured): string {
  const of = (events: number, situation: string): Measured => {
    const found = measured.find((each) => each.events === events && each.situation === situation);
    if (found === undefined) throw new Error(`${events} events, ${situation}, was not measured.`);
    return found;
  };
  const rows = aims.map(({ title, limit, inSeconds, value }) => {
    const actual = value(of);
    const scaled = inSeconds ? actual * Math.min(1, usualStart / start.cpu) : actual;
    const verdict = actual <= limit ? 'met' : scaled <= limit ? 'met at this pace' : 'NOT MET';
    return [title, `≤ ${limit}`, figure(actual), inSeconds ? figure(scaled) : '–', verdict];
  });
  return textTable(['', 'aim', 'measured', 'with node starting in 0.1 s at most', 'verdict'], rows);
}
