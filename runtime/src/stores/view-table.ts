import type { ColumnKind, ViewShape } from '../store/view.js';
import { columnsOf } from '../store/view-columns.js';
import { claimColumns, readableName, tableName } from '../store/view-name.js';

/** Where a column of a view lies in a database: names are not quoted. */
export interface TableColumn {
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  /** For people, under the column's own name where a database takes it. */
  readonly shown: string;
  /** What is compared and indexed; `shown` where that can be. */
  readonly compared: string;
  /** What was written; `shown` where that keeps it. */
  readonly written: string;
}

/** The table of a generation. */
export interface ViewTable {
  readonly name: string;
  /** The view of SQL that shows what serves. */
  readonly readable: string;
  /** The column that says whose a row is. */
  readonly tenant: string;
  readonly columns: readonly TableColumn[];
  readonly keyLength: number;
  /** Columns by number, as they were asked for. */
  readonly indexes: readonly (readonly number[])[];
}

/** For which kinds a database needs a further column. */
export interface FurtherColumns {
  readonly compared: readonly ColumnKind[];
  readonly written: readonly ColumnKind[];
}

/** Further columns get their names last, so that they are never in the way of a view's own. */
export function viewTable(view: ViewShape, further: FurtherColumns): ViewTable {
  const { all, keyLength, byName, text } = columnsOf(view);
  const named = (suffix: string): readonly string[] => all.map(({ name }) => `${name}_${suffix}`);
  const names = claimColumns([...all.map(({ name }) => name), 'tenant', ...named('key'), ...named('written')]);
  const at = (group: number, number: number): string => names[group * all.length + number + (group > 0 ? 1 : 0)] ?? '';
  const columns = all.map(({ kind, nullable }, number) => {
    const shown = at(0, number);
    const compared = further.compared.includes(kind) ? at(1, number) : shown;
    const written = further.written.includes(kind) ? at(2, number) : shown;
    return { kind, nullable, shown, compared, written };
  });
  return {
    name: tableName(view.name, text),
    readable: readableName(view.name),
    tenant: names[all.length] ?? '',
    columns,
    keyLength,
    indexes: view.indexes.map((index) => index.flatMap((name) => byName.get(name) ?? [])),
  };
}
