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
  readonly value: (of: (events: number, situation: string) => Measured) => number;
}

const aims: readonly Aim[] = [
  { title: '100 events, cold: CPU s', limit: 0.5, value: (of) => of(100, 'cold').cpu },
  { title: '1,000 events, cold: CPU s', limit: 1.5, value: (of) => of(1_000, 'cold').cpu },
  { title: '1,000 events, cold: peak MiB', limit: 150, value: (of) => of(1_000, 'cold').memory },
  { title: '1,000 events, unchanged: CPU s', limit: 0.7, value: (of) => of(1_000, 'unchanged').cpu },
  {
    title: '4,000 events ÷ 1,000 events, cold: CPU',
    limit: 4.4,
    value: (of) => of(4_000, 'cold').cpu / of(1_000, 'cold').cpu,
  },
];

/** Each aim beside what was measured, with its verdict. */
export function aimsTable(measured: readonly Measured[]): string {
  const of = (events: number, situation: string): Measured => {
    const found = measured.find((each) => each.events === events && each.situation === situation);
    if (found === undefined) throw new Error(`${events} events, ${situation}, was not measured.`);
    return found;
  };
  const rows = aims.map(({ title, limit, value }) => {
    const actual = value(of);
    return [title, `≤ ${limit}`, figure(actual), actual <= limit ? 'met' : 'NOT MET'];
  });
  return textTable(['', 'aim', 'measured', 'verdict'], rows);
}
