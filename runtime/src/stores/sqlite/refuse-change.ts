/** A trigger that refuses a change of a table's rows, always or under a condition. */
export function refuse(table: string, change: string, reason: string, condition = ''): string {
  const name = `${table}_${change}`.replaceAll(/\W+/g, '_').toLowerCase();
  return `CREATE TRIGGER ${name} BEFORE ${change} ON ${table} ${condition}
    BEGIN SELECT RAISE(ABORT, '${reason}'); END`;
}
