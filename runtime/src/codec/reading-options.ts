import type { UnknownFields } from '../registry/registry.js';

/** Whether stored events are checked against their shape: each, about one in a hundred, or none. */
export type CheckOnRead = 'always' | 'sample' | 'off';

export interface ReadingOptions {
  /** Default `always`. */
  readonly check?: CheckOnRead;
  /** Default: what the registry carries. */
  readonly unknownFields?: UnknownFields;
}
