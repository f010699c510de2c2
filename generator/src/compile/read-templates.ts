import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { child, root, type Place } from '../diagnostics/place.js';
import type { Host } from '../host/host.js';
import { obstacle } from '../reconcile/obstacle.js';
import type { OwnTemplate } from '../render/own/parse-template.js';
import { report } from '../render/own/template-messages.js';

export interface OwnTemplates {
  /** Sorted by path. */
  readonly templates: readonly OwnTemplate[];
  readonly diagnostics: readonly Diagnostic[];
}

type TemplateConfig = Pick<GeneratorConfig, 'templates' | 'file'>;

interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly at: Place | undefined;
}

/** Nobody writes a template as long as that. */
const mostCharacters = 256 * 1024;

/** The texts of the templates that the configuration names. One that is not to be read is an error. */
export async function readTemplates(host: Host, config: TemplateConfig): Promise<OwnTemplates> {
  const { folder, files } = config.templates;
  const at = config.file === undefined ? undefined : child(root(config.file), 'templates');
  const listed = folder === undefined ? [] : await listFolder(host, folder, at);
  const wanted = [
    ...listed,
    ...Object.entries(files).map(([name, path]) => ({ name, path, at: at === undefined ? at : child(at, name) })),
  ];
  const read = await Promise.all(wanted.map(async (each) => readTemplate(host, each)));
  return {
    templates: read.flatMap(({ template }) => template ?? []),
    diagnostics: read.flatMap(({ problem }) => problem ?? []),
  };
}

/** Whatever ends in `.hbs`; without any, the folder itself, which then is no template and will be refused. */
async function listFolder(host: Host, folder: string, at: Place | undefined): Promise<readonly Wanted[]> {
  const entry = await host.read(folder);
  const isLink = entry.kind === 'blocked' && entry.by !== 'not-a-file';
  const listed = isLink ? [] : (await host.list(folder)).filter(({ path }) => path.endsWith('.hbs'));
  if (listed.length === 0) return [{ name: folder, path: folder, at }];
  return listed.map(({ path }) => ({ name: path.slice(folder.length + 1, -'.hbs'.length), path, at }));
}

interface Read {
  readonly template?: OwnTemplate;
  readonly problem?: Diagnostic;
}

async function readTemplate(host: Host, { name, path, at }: Wanted): Promise<Read> {
  const entry = await host.read(path);
  const refuse = (reason: string): Read => ({
    problem: report('unreadable-template', { path: path === '' ? '.' : path, reason }, at),
  });
  if (entry.kind === 'absent') return refuse('there is no such file');
  if (entry.kind === 'blocked') {
    const isFolder = entry.by === 'not-a-file' && entry.at === path;
    return refuse(isFolder && name === path ? 'it is a folder without a file that ends in .hbs' : obstacle(entry));
  }
  if (name === path) return refuse('it is a file; name it under the template whose place it takes, or name a folder');
  if (entry.text.length > mostCharacters) return refuse('it is too large');
  return { template: { name, file: { path, text: entry.text } } };
}
