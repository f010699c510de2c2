import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readAssets } from '../assets.js';
import { configure } from '../compile/configure.js';
import { readLockSide, readSide, type Side } from '../compile/read-baseline.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { StageResult } from '../diagnostics/diagnostic.js';
import { readRevision, RevisionError } from '../host/git-tree.js';
import { createNodeHost } from '../host/node-host.js';
import type { Host } from '../host/host.js';
import { createTreeHost } from '../host/tree-host.js';
import { configName } from './find-config.js';
import type { Project } from './project.js';
import { UsageError } from './usage-error.js';

/**
 * What `--against` names: a lock file or a folder that exists, otherwise a revision of git.
 * @throws UsageError when there is none, or it cannot be read
 */
export async function openSide(named: string, project: Project, cwd: string): Promise<Side> {
  const path = resolve(cwd, named);
  if (named !== '' && !named.includes('\0') && existsSync(path)) {
    if (statSync(path).isDirectory()) return sideOfFolder(named, path, project);
    return valueOf(named, readLockSide({ path: named, text: readFileSync(path, 'utf8') }));
  }
  return sideOfRevision(named, project);
}

/** The project as it stands. @throws UsageError when its schemas have errors */
export async function openCurrent({ host, config }: Project): Promise<Side> {
  return valueOf('here', await readSide(host, { origin: 'the schemas', config, assets: readAssets() }));
}

async function sideOfFolder(named: string, folder: string, project: Project): Promise<Side> {
  const host = createNodeHost(folder);
  return read(named, host, { root: folder, name: configName, project });
}

async function sideOfRevision(named: string, project: Project): Promise<Side> {
  const { root } = project.config;
  try {
    const tree = await readRevision(root, named, isReadable);
    return await read(named, createTreeHost(tree), { root, name: basename(project.configFile.path), project });
  } catch (error) {
    if (error instanceof RevisionError) throw new UsageError(error.message);
    throw error;
  }
}

/** What schemas, configurations and locks may be called; nothing else of a revision is looked at. */
function isReadable(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path) && !path.split('/').includes('node_modules');
}

interface Place {
  readonly root: string;
  /** Of the configuration file. */
  readonly name: string;
  readonly project: Project;
}

async function read(named: string, host: Host, { root, name, project }: Place): Promise<Side> {
  const entry = await host.read(name);
  const config = entry.kind === 'file' ? await configOf(named, { path: name, text: entry.text }, root) : project.config;
  return valueOf(named, await readSide(host, { origin: named, config, assets: readAssets() }));
}

/** The configuration of that side: it says where its schemas are, and which keys metadata has. */
async function configOf(
  named: string,
  file: { readonly path: string; readonly text: string },
  root: string,
): Promise<GeneratorConfig> {
  const { config, diagnostics } = await configure(file, root);
  if (config === undefined)
    throw new UsageError(`The configuration of ${named} has errors: ${diagnostics[0]?.message ?? ''}`);
  return config;
}

function valueOf(named: string, result: StageResult<Side>): Side {
  if (result.ok) return result.value;
  const [first] = result.diagnostics.filter(({ severity }) => severity === 'error');
  const at = first?.at === undefined ? '' : ` (${first.at.file.path})`;
  throw new UsageError(`There is nothing to compare with in ${named}${at}: ${first?.message ?? 'it has errors.'}`);
}
