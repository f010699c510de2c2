// Shares the parts of one work among the processes that are there: whoever has too few says so in a lease of its own, and the one with
// the most lets a part go between two pages. Only leases of parts decide who works on them, as without all this.
import { systemMilliseconds } from '../command/platform.js';
import type { Lease, Leasing } from '../store/lease.js';
import { grants, mayTake, type Wish, wishOf } from './fair-share.js';
import { WakeUp } from './wake-up.js';

/** A part of the work, as this process sees it. */
export interface SharedPart {
  /** Of its lease. */
  readonly name: string;
  readonly isHeld: boolean;
  /** Lets it go after the page in hand. */
  handOver(): void;
  /** Has it look at once whether it can be had. */
  lookAgain(): void;
}

export interface SharingSettings {
  readonly store: Pick<Leasing, 'findLease' | 'acquireLease' | 'releaseLease'>;
  /** Of the lease that says who wants a part. */
  readonly name: string;
  readonly owner: string;
  /** How long leases last, in milliseconds. */
  readonly lease: number;
  readonly random: () => number;
  readonly parts: () => readonly SharedPart[];
}

export class PartSharing {
  readonly #settings: SharingSettings;
  readonly #end = new WakeUp();
  #running: Promise<void> | undefined;
  #ended = false;
  /** What this process asks for now. */
  #asked: { readonly lease: Lease; readonly text: string } | undefined;
  /** The wish that was granted last: once is enough. */
  #granted = 0;

  constructor(settings: SharingSettings) {
    this.#settings = settings;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ended = true;
    this.#end.ring();
    await this.#running;
  }

  /** Whether this process may take a part that is free. */
  async mayTake(): Promise<boolean> {
    const wish = await this.#findWish();
    return mayTake(this.#settings.owner, this.#held.length, wish);
  }

  get #held(): readonly SharedPart[] {
    return this.#settings.parts().filter(({ isHeld }) => isHeld);
  }

  async #run(): Promise<void> {
    const { lease, random } = this.#settings;
    while (!this.#ended) {
      // A store that is away is the leases' concern; whoever has too few asks again.
      await this.#look().catch(() => undefined);
      if (!this.#ended) await this.#end.wait((lease / 8) * (0.75 + random() / 2));
    }
    await this.#takeBack().catch(() => undefined);
  }

  async #look(): Promise<void> {
    const { owner, parts } = this.#settings;
    const held = this.#held;
    const wish = await this.#findWish();
    if (wish !== undefined && wish.epoch !== this.#granted && grants(owner, held.length, wish)) {
      this.#granted = wish.epoch;
      held.at(-1)?.handOver();
    } else if (held.length === parts().length) {
      await this.#takeBack();
    } else await this.#askFor(await this.#others(held.length));
  }

  /** Who has what, as far as others' leases say; parts that nobody has are looked at again at once. */
  async #others(mine: number): Promise<Wish | undefined> {
    const { store, owner, parts } = this.#settings;
    const holdings = new Map([[owner, mine]]);
    let isFree = false;
    for (const part of parts()) {
      if (part.isHeld) continue;
      const lease = await store.findLease(part.name);
      if (lease !== undefined && isLive(lease)) holdings.set(lease.owner, (holdings.get(lease.owner) ?? 0) + 1);
      else {
        isFree = true;
        part.lookAgain();
      }
    }
    const wish = wishOf(owner, holdings);
    // While something is free, what stands goes on standing: it may be what was asked for.
    return isFree && this.#asked !== undefined ? (JSON.parse(this.#asked.text) as Wish) : wish;
  }

  async #askFor(wish: Wish | undefined): Promise<void> {
    const { store, name, lease: milliseconds } = this.#settings;
    const text = wish && JSON.stringify(wish);
    if (this.#asked !== undefined && this.#asked.text === text && isLive(this.#asked.lease)) return;
    await this.#takeBack();
    if (text === undefined) return;
    const result = await store.acquireLease({ name, owner: text, milliseconds });
    // Somebody else asks already: their turn ends when they have got what they want, or after a while.
    if (result.kind === 'acquired') this.#asked = { lease: result.lease, text };
  }

  async #takeBack(): Promise<void> {
    const asked = this.#asked;
    if (asked === undefined) return;
    this.#asked = undefined;
    await this.#settings.store.releaseLease(asked.lease);
  }

  async #findWish(): Promise<(Wish & { readonly epoch: number }) | undefined> {
    const { store, name } = this.#settings;
    const lease = await store.findLease(name);
    return lease !== undefined && isLive(lease) ? { ...wishIn(lease.owner), epoch: lease.epoch } : undefined;
  }
}

// By this process's clock: one that is wrong has parts change hands too late or too often, and never has two owners at once.
const isLive = ({ expiresAt }: Lease): boolean => Date.parse(expiresAt) > systemMilliseconds();

function wishIn(text: string): Wish {
  // Written by this class alone.
  return JSON.parse(text) as Wish;
}
