/** Counts what is at work, so that closing can wait for it. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  run<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    const ended = running.then(
      () => undefined,
      () => undefined,
    );
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
    return running;
  }

  /** Resolves when everything that is at work now has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }
}
