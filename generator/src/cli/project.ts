import { configure } from '../compile/configure.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { createNodeHost } from '../host/node-host.js';
import type { Host } from '../host/host.js';
import { findConfig, type FoundConfig } from './find-config.js';

/** Everything a command needs to know about where it runs. */
export interface Project {
  readonly host: Host;
  readonly config: GeneratorConfig;
  readonly configFile: SourceFile;
  /** What there is to say about the configuration; no errors. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Day of the run, in UTC, as in 2027-01-31. */
  readonly today: string;
}

export interface ProjectFlags {
  readonly cwd: string;
  readonly config: string | undefined;
}

/** The configuration cannot be used; its diagnostics have at least one error. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** Absolute folder of the configuration. */
  readonly root: string;
  readonly diagnostics: readonly LocatedDiagnostic[];

  constructor(root: string, diagnostics: readonly LocatedDiagnostic[]) {
    super(diagnostics.map(({ message }) => message).join('\n'));
    this.root = root;
    this.diagnostics = diagnostics;
  }
}

/**
 * Finds and reads the configuration.
 * @throws UsageError when there is no configuration
 * @throws ConfigurationError when there is one, and it is wrong
 */
export async function openProject(flags: ProjectFlags): Promise<Project> {
  return openFound(findConfig(flags.cwd, flags.config));
}

/** @throws ConfigurationError when the configuration is wrong */
export async function openFound({ root, name, text }: FoundConfig): Promise<Project> {
  const configFile = { path: name, text };
  const { config, diagnostics } = await configure(configFile, root);
  if (config === undefined) throw new ConfigurationError(root, diagnostics);
  const today = new Date().toISOString().slice(0, 10);
  return { host: createNodeHost(root), config, configFile, diagnostics, today };
}
