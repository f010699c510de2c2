import type { AppendRequest, AppendResult, WriteOptions } from '../store/append.js';
import type { Unit } from '../store/unit.js';

/** How a context's events get into its store: alone, or together with rows that are kept in the same commit. */
export interface Appending {
  /** As `EventWriter.append`. */
  append(request: AppendRequest, options?: WriteOptions): Promise<AppendResult>;
  /** Before each unit in which `appendIn` is to be called. */
  prepare(): Promise<void>;
  /** The same as one step of a unit, with all that belongs to the append. */
  appendIn(unit: Unit, request: AppendRequest): Promise<AppendResult>;
}
