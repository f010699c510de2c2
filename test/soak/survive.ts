export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What somebody who was killed, stopped, or late is told. */
const passing = ['store-unavailable', 'store-busy', 'outcome-unknown', 'lease-lost', 'stale-epoch'];

export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Does the work once; what a kill explains is swallowed, and everything else is thrown. */
export async function survive(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!passing.some((code) => code === codeOf(error))) throw error;
    await pause(20);
  }
}
