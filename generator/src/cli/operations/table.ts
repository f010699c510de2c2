import type { Colors, Terminal } from '../terminal.js';
import { cellsOf, fitted, plainText } from './plain-text.js';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly align?: 'right';
  /** Of a cell that was laid out already. */
  readonly paint?: (text: string, row: Row, colors: Colors) => string;
}

/** What a table is printed on. */
export interface Paper extends Pick<Terminal, 'result' | 'paint'> {
  /** Columns of the terminal; `undefined` where nothing is to be cut. */
  readonly width: number | undefined;
  /** Titles stand above earlier lines. */
  readonly isContinued?: boolean;
}

/** Columns of the terminal that results go to; `undefined` where they go elsewhere. */
export function widthOf({ stdout }: { readonly stdout: object }): number | undefined {
  const columns: unknown = Reflect.get(stdout, 'columns');
  return typeof columns === 'number' && columns > 0 ? Math.max(columns, 40) : undefined;
}

/**
 * Rows in aligned columns under their titles, cut where the terminal ends. Columns without anything in them are left out. Cells
 * may hold anything.
 */
export function printTable<Row>(rows: readonly Row[], all: readonly Column<Row>[], paper: Paper): void {
  const columns = all.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const lines = rows.map((row) => ({ row, cells: columns.map(({ cell }) => plainText(cell(row))) }));
  const widths = columns.map(({ title }, at) => {
    return lines.reduce((widest, { cells }) => Math.max(widest, cellsOf(cells[at] ?? '')), title.length);
  });
  const { dim } = paper.paint.result;
  const titles = columns.map(({ title }) => title);
  if (paper.isContinued !== true) paper.result(laidOut(titles, { columns, widths, paper }, (text) => dim(text)));
  for (const { row, cells } of lines) {
    const painted = (text: string, { paint }: Column<Row>): string => paint?.(text, row, paper.paint.result) ?? text;
    paper.result(laidOut(cells, { columns, widths, paper }, painted));
  }
}

interface Layout<Row> {
  readonly columns: readonly Column<Row>[];
  readonly widths: readonly number[];
  readonly paper: Paper;
}

/** One line, painted only after it was cut. */
function laidOut<Row>(
  cells: readonly string[],
  { columns, widths, paper: { width = Infinity } }: Layout<Row>,
  paint: (text: string, column: Column<Row>) => string,
): string {
  let room = width;
  const shown: string[] = [];
  for (const [at, column] of columns.entries()) {
    if (room <= 1) break;
    const isLast = at === columns.length - 1;
    const laid = padded(cells[at] ?? '', widths[at] ?? 0, isLast && column.align === undefined ? 'none' : column.align);
    shown.push(paint(room === Infinity ? laid : fitted(laid, room), column));
    room -= cellsOf(laid) + 2;
  }
  return shown.join('  ').trimEnd();
}

function padded(text: string, width: number, align: 'right' | 'none' | undefined): string {
  const blanks = ' '.repeat(Math.max(0, width - cellsOf(text)));
  if (align === 'right') return blanks + text;
  return align === 'none' ? text : text + blanks;
}
