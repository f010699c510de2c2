import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { Host } from '../host/host.js';
import { obstacle } from '../reconcile/obstacle.js';
import type { OwnTemplate } from '../render/own/parse-template.js';
import { report } from './read-messages.js';
import { readTemplates } from './read-templates.js';

export interface Sources {
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  /** Templates of the project's own, sorted by path. */
  readonly templates: readonly OwnTemplate[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything a run reads besides the configuration, as far as it is the project's own. */
export async function readSources(
  host: Host,
  config: Pick<GeneratorConfig, 'schemas' | 'templates' | 'file'>,
): Promise<Sources> {
  const schemas = await readSchemaFiles(host, config.schemas);
  const { templates, diagnostics } = await readTemplates(host, config);
  return { files: schemas.files, templates, diagnostics: [...diagnostics, ...schemas.diagnostics] };
}

/** The texts of all schema files. No file at all, or one that is not to be read, is an error. */
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
  return { files, diagnostics };
}
