/** What a version is added to. */
export interface VersionRequest {
  /** A state is the section itself. */
  readonly section: 'events' | 'commands' | 'types' | 'state' | 'states';
  readonly name: string;
  /** The newest version there is. */
  readonly newest: number;
  /** Whether it is written with version keys; a type without any has version 1. */
  readonly versioned: boolean;
}

/** Whether the section holds versions, and not what has them. */
export const isState = ({ section }: VersionRequest): boolean => section === 'state' || section === 'states';
