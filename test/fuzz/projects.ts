import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of a project by path: schemas, and a configuration where it has one. */
export type Project = Readonly<Record<string, string>>;

export const configPath = 'varve.config.yaml';

/** Valid projects to start from: the golden cases, the examples, the standard types; sorted by name. */
export function readProjects(root: string): readonly [Project, ...Project[]] {
  const golden = folders(join(root, 'test/golden')).map((folder) => readProject(folder));
  const examples = folders(join(root, 'examples'))
    .filter((folder) => existsSync(join(folder, configPath)))
    .map((folder) => readProject(folder));
  const standard = yamlIn(join(root, 'schemas/std/v1')).map(([path, text]): Project => {
    const name = `schemas/${path}`;
    return { [name]: text.replace(/^context: std$/m, 'context: standard').replaceAll('std:', './') };
  });
  const [first, ...others] = [...golden, ...examples, ...standard].filter((project) => Object.keys(project).length > 0);
  if (first === undefined) throw new Error('There is nothing to start from.');
  return [first, ...others];
}

function folders(parent: string): readonly string[] {
  const entries = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => join(parent, name)).sort((a, b) => (a < b ? -1 : 1));
}

function readProject(folder: string): Project {
  const config = join(folder, configPath);
  const schemas = yamlIn(join(folder, 'schemas')).map(([path, text]) => [`schemas/${path}`, text] as const);
  const files = existsSync(config) ? [[configPath, readFileSync(config, 'utf8')] as const, ...schemas] : schemas;
  return Object.fromEntries(files);
}

function yamlIn(folder: string): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort((a, b) => (a < b ? -1 : 1)).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}
