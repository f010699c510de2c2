const never = 1_000_000;

/**
 * How many pieces have to be cut out of `after` to get `before` back, character by character; `undefined` where no
 * cutting gives it. Knows nothing of how `after` was made.
 */
export function insertedPieces(before: string, after: string): number | undefined {
  const inserted = after.length - before.length;
  if (inserted < 0) return undefined;
  // Fewest pieces for the first `i` characters of `before` and `i + d` of `after`, whose last one is kept, or cut out.
  const kept = new Int32Array(inserted + 1).fill(never);
  const cut = new Int32Array(inserted + 1).fill(1);
  kept[0] = 0;
  cut[0] = never;
  for (let i = 0; i < before.length; i += 1) {
    let [keptLeft, cutLeft] = [never, never];
    for (let d = 0; d <= inserted; d += 1) {
      const same = before.charCodeAt(i) === after.charCodeAt(i + d);
      const keptHere = same ? Math.min(kept[d] ?? never, cut[d] ?? never) : never;
      cutLeft = Math.min(cutLeft, keptLeft + 1, never);
      keptLeft = keptHere;
      kept[d] = keptHere;
      cut[d] = cutLeft;
    }
  }
  const fewest = Math.min(kept[inserted] ?? never, cut[inserted] ?? never);
  return fewest < never ? fewest : undefined;
}
