// Projections that are folded when somebody asks. Where a row is a stream, that stream alone is read for it; everything else
// is read out of the log.
import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { ProjectionFailedError } from '../errors/projection-errors.js';
import type { AnyAggregate } from '../decider/contract.js';
import type { Registry } from '../registry/registry.js';
import { EventIterator } from '../repository/event-iterator.js';
import { streamSource } from '../repository/open-repository.js';
import { readLog } from '../repository/read-log.js';
import { setOwn } from '../shape/plain-object.js';
import type { ViewKey } from '../store/view.js';
import type { ProjectedMessage } from './event-keys.js';
import { foldEvents, FoldFailure, type FoldedEvent, type Folder } from './fold-events.js';
import { MemoryRows } from './memory-rows.js';
import type { ReadableRows, RowSource } from './projection-rows.js';

const pageSize = 500;

export class LiveRows implements RowSource {
  readonly #context: Context;
  readonly #folder: Folder;
  readonly #registries: () => readonly Registry[];

  constructor(context: Context, folder: Folder, registries: () => readonly Registry[]) {
    this.#context = context;
    this.#folder = folder;
    this.#registries = registries;
  }

  async rows(key: ViewKey | undefined): Promise<ReadableRows> {
    const { columns } = this.#folder;
    const rows = new MemoryRows(columns);
    let page: FoldedEvent[] = [];
    for await (const event of this.#events(key)) {
      page.push({ event });
      if (page.length >= pageSize) await this.#fold(rows, page.splice(0));
    }
    await this.#fold(rows, page);
    return { view: columns.view, reader: rows };
  }

  forget(): void {
    // Nothing is kept.
  }

  async reached(): Promise<void> {
    // Whoever asks reads the log to its end.
  }

  async caughtUp(): Promise<void> {
    // As above.
  }

  async #fold(rows: MemoryRows, events: readonly FoldedEvent[]): Promise<void> {
    try {
      await foldEvents(this.#folder, events, { view: this.#folder.columns.view, rows, unit: undefined });
    } catch (error) {
      const failed = error instanceof FoldFailure ? events[error.index] : undefined;
      if (failed === undefined || !(error instanceof FoldFailure)) throw error;
      throw new ProjectionFailedError(this.#folder.name, failed.event, error.cause);
    }
  }

  #events(key: ViewKey | undefined): AsyncIterable<ProjectedMessage> {
    const { category } = this.#folder.bound.definition;
    const aggregate = category === undefined ? undefined : this.#context.registry.aggregates.get(category);
    if (aggregate === undefined || key === undefined) return this.#logged();
    return new EventIterator(streamSource(aggregate, identityOf(this.#folder, aggregate, key), this.#context));
  }

  async *#logged(): AsyncGenerator<ProjectedMessage> {
    const { store } = this.#context.settings;
    const filter = { types: [...this.#folder.folds.keys()] };
    for await (const event of readLog(store, this.#registries(), { filter })) {
      // The rows of a store as it was opened are those of no tenant.
      if (event.tenant === undefined) yield event;
    }
  }
}

/** The stream whose row is at this key: the columns are the identity's parts, in order. @throws InvalidUseError */
function identityOf({ name, columns }: Folder, { id }: AnyAggregate, key: ViewKey): object {
  const identity: Record<string, unknown> = {};
  const parts = Object.keys(id);
  if (parts.length !== columns.key.length)
    throw new InvalidUseError(`The key of ${name} is not its streams’ identity.`);
  parts.forEach((part, at) => {
    const value = key[at] ?? null;
    if (value !== null) setOwn(identity, part, columns.key[at]?.decode(value));
  });
  return identity;
}
