import type { DocumentResult, StateDocument, StateDocumentReader } from '../store/unit.js';

interface SeenDocument {
  readonly collection: string;
  readonly key: string;
  /** Revision at the first look, 0 for none. */
  readonly base: number;
  current: StateDocument | undefined;
  isWritten: boolean;
}

/** The documents of a store as one unit sees them: as they stood at the first look, with what it has written itself. */
export class UnitOfDocuments {
  readonly #store: StateDocumentReader;
  readonly #seen = new Map<string, SeenDocument>();

  constructor(store: StateDocumentReader) {
    this.#store = store;
  }

  /** Documents that were looked at and not written. */
  *onlyRead(): Generator<SeenDocument> {
    for (const seen of this.#seen.values()) if (!seen.isWritten) yield seen;
  }

  /** Documents as they are written. */
  *written(): Generator<StateDocument> {
    for (const { isWritten, current } of this.#seen.values()) if (isWritten && current !== undefined) yield current;
  }

  async find(collection: string, key: string): Promise<StateDocument | undefined> {
    return (await this.#look(collection, key)).current;
  }

  /** Answers as a unit would. */
  async put({ collection, key, data }: Omit<StateDocument, 'revision'>, expected: number): Promise<DocumentResult> {
    const seen = await this.#look(collection, key);
    const revision = seen.current?.revision ?? 0;
    if (revision !== expected) return { kind: 'conflict', revision };
    seen.current = { collection, key, data, revision: revision + 1 };
    seen.isWritten = true;
    return { kind: 'written', revision: revision + 1 };
  }

  async #look(collection: string, key: string): Promise<SeenDocument> {
    const name = JSON.stringify([collection, key]);
    const known = this.#seen.get(name);
    if (known !== undefined) return known;
    const current = await this.#store.findDocument(collection, key);
    // Somebody else in the unit may have looked meanwhile: the first look counts.
    const seen = this.#seen.get(name) ?? { collection, key, base: current?.revision ?? 0, current, isWritten: false };
    this.#seen.set(name, seen);
    return seen;
  }
}
