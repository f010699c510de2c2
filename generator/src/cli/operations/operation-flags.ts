import type { PlaceFlags } from '../program.js';

/** What all commands that look after a store have. */
export interface OperationFlags extends PlaceFlags {
  readonly store: string;
  readonly schema?: string;
  readonly tenant?: string;
  readonly format: 'pretty' | 'json';
  /** Another way to say `--format json`. */
  readonly json?: true;
}

/** Of those that show what is stored as today's code reads it. */
export interface ReadingFlags extends OperationFlags {
  readonly app?: string;
  readonly config?: string;
  /** As it is stored. */
  readonly raw?: true;
}

/** Of those that take something away. */
export interface DiscardFlags extends OperationFlags {
  readonly yes?: true;
  readonly dryRun?: true;
}

export const isJson = ({ format, json }: Pick<OperationFlags, 'format' | 'json'>): boolean =>
  json === true || format === 'json';
