import { RuntimeError } from './runtime-error.js';

/** The shape of an event or a state is not released, and the store keeps them for good. Nothing was stored. */
export class DraftShapeError extends RuntimeError {
  override readonly code = 'draft-shape';
  readonly type: string;
  readonly schemaVersion: number;

  constructor(type: string, schemaVersion: number) {
    super(
      `${type}, schema version ${schemaVersion}, is a draft, which this store does not take: release it with \`varve release\`, or open the store with allowDrafts: true for development. Nothing was stored.`,
    );
    this.type = type;
    this.schemaVersion = schemaVersion;
  }
}

/** Events, or a state, of another shape lie in the store under the same type and schema version. Nothing was stored. */
export class ShapeDriftedError extends RuntimeError {
  override readonly code = 'shape-drifted';
  readonly type: string;
  readonly schemaVersion: number;
  /** Fingerprint of the first event's shape, which stands. */
  readonly recordedHash: string;
  readonly givenHash: string;

  constructor(type: string, schemaVersion: number, recordedHash: string, givenHash: string) {
    super(
      `${type}, schema version ${schemaVersion}, has another shape than what lies in the store under it (${givenHash}, not ${recordedHash}): give the changed shape a new schema version. Nothing was stored.`,
    );
    this.type = type;
    this.schemaVersion = schemaVersion;
    this.recordedHash = recordedHash;
    this.givenHash = givenHash;
  }
}
