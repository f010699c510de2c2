/** What a version is added to. */
export interface VersionRequest {
  /** A state of an aggregate is the section itself; that of a process stands in it. */
  readonly section: 'events' | 'commands' | 'types' | 'state' | 'states' | 'processes';
  /** As it is called in code: the state of the process Payment is `PaymentState`. */
  readonly name: string;
  /** The newest version there is. */
  readonly newest: number;
  /** Whether it is written with version keys; a type without any has version 1. */
  readonly versioned: boolean;
}

/** Keys from the root to what has the versions. */
export function pathTo({ section, name }: VersionRequest): readonly [string, ...string[]] {
  if (section === 'state' || section === 'states') return [section];
  return section === 'processes' ? [section, name.replace(/State$/, ''), 'state'] : [section, name];
}
