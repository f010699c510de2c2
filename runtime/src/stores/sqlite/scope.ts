import type { StreamName } from '../../message/identifiers.js';
import type { Connection } from './connection.js';

/** Whose rows are meant, and where: every key of a table begins with the tenant. Empty for nobody's. */
export interface Scope {
  readonly connection: Connection;
  readonly tenant: string;
}

export interface OwnedStream {
  readonly tenant: string;
  readonly streamName: StreamName;
}
