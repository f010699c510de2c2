/** A query of events wherever they lie. One statement, so that none is missed while it is moved. */
export function inBoth(query: (events: string) => string): string {
  return `${query('varve_archived_events')} UNION ALL ${query('varve_events')}`;
}
