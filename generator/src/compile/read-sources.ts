import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { Host } from '../host/host.js';
import { report as lockReport } from '../lock/lock-messages.js';
import { obstacle } from '../reconcile/obstacle.js';
import type { OwnTemplate } from '../render/own/parse-template.js';
import { report } from './read-messages.js';
import { readTemplates } from './read-templates.js';

export interface Sources {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  /** Templates of the project's own, sorted by path. */
  readonly templates: readonly OwnTemplate[];
  /** The lock, if there is one. */
  readonly lock: SourceFile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Beside the configuration. */
export const lockName = 'varve.lock.json';

/** Everything a run reads besides the configuration, as far as it is the project's own. */
export async function readSources(
  host: Host,
  config: Pick<GeneratorConfig, 'schemas' | 'templates' | 'file'>,
): Promise<Sources> {
  const { files, lock, diagnostics: unread } = await readSchemaFiles(host, config.schemas);
  const { templates, diagnostics } = await readTemplates(host, config);
  return { files, lock, templates, diagnostics: [...diagnostics, ...unread] };
}

/** The texts of all schema files, and of the lock. No file at all, or one that is not to be read, is an error. */
export async function readSchemaFiles(host: Host, globs: readonly string[]): Promise<Omit<Sources, 'templates'>> {
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
  const entry = await host.read(lockName);
  if (entry.kind === 'blocked') diagnostics.push(lockReport('unreadable', { reason: obstacle(entry) }, undefined));
  const lock = entry.kind === 'file' ? { path: lockName, text: entry.text } : undefined;
  return { files, lock, diagnostics };
}
