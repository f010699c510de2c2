/** Lets everything that is waiting run `count` times. Not a measure of time: stores may need more or fewer. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}
