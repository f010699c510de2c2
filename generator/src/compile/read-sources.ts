import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { Host } from '../host/host.js';
import { obstacle } from '../reconcile/obstacle.js';
import { report } from './read-messages.js';

export interface Sources {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The texts of all schema files. No file at all, or one that is not to be read, is an error. */
export async function readSources(host: Host, globs: readonly string[]): Promise<Sources> {
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of await host.find(globs)) {
    const entry = await host.read(path);
    if (entry.kind === 'file') files.push({ path, text: entry.text });
    if (entry.kind === 'blocked') diagnostics.push(report('unsafe-file', { path, reason: obstacle(entry) }, undefined));
  }
  if (files.length === 0 && diagnostics.length === 0) {
    diagnostics.push(report('no-schemas', { globs: globs.join(', ') }, undefined));
  }
  return { files, diagnostics };
}
