import type { DiskEntry, Host } from '../host/host.js';

/** What stands on the disk, as far as reconciling needs it. */
export interface DiskState {
  /** Entries of all wanted paths, and of everything regular below the generated root. */
  readonly entries: ReadonlyMap<string, DiskEntry>;
  /** Everything below the generated root, sorted; links are there, but not regular. */
  readonly generated: readonly { readonly path: string; readonly regular: boolean }[];
}

/** Reads the wanted files and all that lies below the generated root `out`. Never throws for what stands there. */
export async function readDisk(host: Host, out: string, wanted: readonly string[]): Promise<DiskState> {
  const root = await host.read(out);
  const generated = root.kind === 'blocked' && root.by !== 'not-a-file' ? [] : await host.list(out);
  const paths = new Set(wanted);
  for (const { path, regular } of generated) if (regular) paths.add(path);
  const entries = new Map<string, DiskEntry>();
  for (const path of paths) entries.set(path, await host.read(path));
  return { entries, generated };
}
