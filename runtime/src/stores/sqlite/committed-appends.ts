import type { StreamName } from '../../message/identifiers.js';

/** What the open transaction has appended so far, for whoever is told after its commit. */
export interface CommittedAppends {
  clear(): void;
  note(streamName: StreamName, firstPlace: number, lastPlace: number): void;
  readonly streamNames: ReadonlySet<StreamName>;
  /** Log places of the first and the last event, 0 for none. */
  readonly firstPlace: number;
  readonly lastPlace: number;
}

export function createCommittedAppends(): CommittedAppends {
  const streamNames = new Set<StreamName>();
  let first = 0;
  let last = 0;
  return {
    streamNames,
    get firstPlace() {
      return first;
    },
    get lastPlace() {
      return last;
    },
    clear() {
      if (last === 0) return;
      streamNames.clear();
      first = 0;
      last = 0;
    },
    note(streamName, firstPlace, lastPlace) {
      streamNames.add(streamName);
      if (first === 0) first = firstPlace;
      last = lastPlace;
    },
  };
}
