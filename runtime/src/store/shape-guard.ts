import { DraftShapeError, ShapeDriftedError } from '../errors/store-shape-errors.js';
import type { NewStoredEvent } from './stored-event.js';

/** A shape that is new to a store. */
export interface NewShape {
  readonly type: string;
  readonly schemaVersion: number;
  readonly shapeHash: string;
}

/** What stands in the store itself, where others may have written it. */
export type FindShapeHash = (type: string, schemaVersion: number) => string | undefined;

/**
 * Sees to it that all events of a type and schema version have one shape. What stands is remembered, so that an append
 * nearly always asks nobody; what an open transaction has brought stands only once that has committed.
 */
export class ShapeGuard {
  readonly #standing = new Map<string, Map<number, string>>();
  readonly #open: NewShape[] = [];
  readonly #find: FindShapeHash;

  constructor(find: FindShapeHash) {
    this.#find = find;
  }

  /**
   * @returns shapes that the store has not met, to be noted once their events are in; undefined for none
   * @throws ShapeDriftedError
   */
  judge(events: readonly NewStoredEvent[]): readonly NewShape[] | undefined {
    let fresh: NewShape[] | undefined;
    for (const { type, schemaVersion, shapeHash } of events) {
      if (shapeHash === undefined) continue;
      const known = this.#hashOf(type, schemaVersion) ?? found(fresh, type, schemaVersion);
      if (known === undefined) (fresh ??= []).push({ type, schemaVersion, shapeHash });
      else if (known !== shapeHash) throw new ShapeDriftedError(type, schemaVersion, known, shapeHash);
    }
    return fresh;
  }

  /** The events were written, in a transaction that is still open. */
  note(fresh: readonly NewShape[]): void {
    this.#open.push(...fresh);
  }

  /** The open transaction has committed, or was rolled back. */
  end(committed: boolean): void {
    if (this.#open.length === 0) return;
    if (committed) for (const shape of this.#open) this.#remember(shape);
    this.#open.length = 0;
  }

  #hashOf(type: string, schemaVersion: number): string | undefined {
    const standing = this.#standing.get(type)?.get(schemaVersion);
    if (standing !== undefined) return standing;
    const noted = found(this.#open, type, schemaVersion);
    if (noted !== undefined) return noted;
    const shapeHash = this.#find(type, schemaVersion);
    if (shapeHash !== undefined) this.#remember({ type, schemaVersion, shapeHash });
    return shapeHash;
  }

  #remember({ type, schemaVersion, shapeHash }: NewShape): void {
    const versions = this.#standing.get(type);
    if (versions === undefined) this.#standing.set(type, new Map([[schemaVersion, shapeHash]]));
    else versions.set(schemaVersion, shapeHash);
  }
}

function found(shapes: readonly NewShape[] | undefined, type: string, schemaVersion: number): string | undefined {
  return shapes?.find((shape) => shape.type === type && shape.schemaVersion === schemaVersion)?.shapeHash;
}

/** @throws DraftShapeError */
export function refuseDrafts(events: readonly NewStoredEvent[]): void {
  for (const { draft, type, schemaVersion } of events) {
    if (draft === true) throw new DraftShapeError(type, schemaVersion);
  }
}
