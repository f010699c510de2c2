/** Case `number` of a seed: always the same files, whatever ran before it. */
import { applyChanges, checkProject, compileProject, configure, readAssets } from 'varve';
import { createMemoryDisk } from './memory-disk.js';
import { mutateText } from './mutate.js';
import { configPath, type Project } from './projects.js';
import { createRandom, type Random } from './random.js';

export interface FuzzCase {
  readonly name: string;
  readonly files: Project;
}

const assets = readAssets();
const generated = new Map<Project, Promise<Project>>();

/** The project with everything that is generated for it. */
async function generate(project: Project): Promise<Project> {
  const disk = createMemoryDisk(project);
  const { config } = await configure({ path: configPath, text: project[configPath] ?? '' }, '/project');
  if (config === undefined) return project;
  const { output } = await compileProject(disk, config, { assets });
  if (output !== undefined) await applyChanges(disk, output.changes, config.out);
  return Object.fromEntries(disk.files);
}

function withGenerated(project: Project): Promise<Project> {
  const known = generated.get(project);
  if (known !== undefined) return known;
  const made = generate(project);
  generated.set(project, made);
  return made;
}

export async function fuzzCase(
  seed: number,
  number: number,
  projects: readonly [Project, ...Project[]],
): Promise<FuzzCase> {
  const name = `${String(seed)}:${String(number)}`;
  const random = createRandom(name);
  const project = random.pick(projects);
  const donors = Object.values(random.pick(projects));
  const files = random.chance(0.3) ? await withGenerated(project) : project;
  const rounds = random.pick([1, 1, 2, 3]);
  if (random.chance(0.4)) return { name, files: spoil(files, random, donors) };
  let meaningful = files;
  for (let round = 0; round < rounds; round += 1) {
    for (let tries = 0; tries < 5; tries += 1) {
      const spoilt = spoil(meaningful, random, donors);
      if (!(await isReadable(spoilt))) continue;
      meaningful = spoilt;
      break;
    }
  }
  return { name, files: meaningful };
}

function spoil(files: Project, random: Random, donors: readonly string[]): Project {
  const changed = targets(Object.keys(files), random).map((path) => {
    let text = files[path] ?? '';
    for (let times = random.pick([1, 1, 1, 1, 1, 2, 2, 4]); times > 0; times -= 1)
      text = mutateText(text, random, donors);
    return [path, text] as const;
  });
  return { ...files, ...Object.fromEntries(changed) };
}

/** Whether the later stages get to see it. */
async function isReadable(files: Project): Promise<boolean> {
  const { config } = await configure({ path: configPath, text: files[configPath] ?? '' }, '/project');
  if (config === undefined) return false;
  const { diagnostics } = await checkProject(createMemoryDisk(files), config, { assets });
  return !diagnostics.some(({ severity, code }) => severity === 'error' && /^(?:source|validate|read)\//.test(code));
}

/** Mostly a schema; now and then the configuration, what a user wrote, or what was generated. */
function targets(paths: readonly string[], random: Random): readonly string[] {
  const schemas = paths.filter((path) => path.startsWith('schemas/'));
  const others = paths.filter((path) => !path.startsWith('schemas/') && !path.endsWith('.events.ts'));
  const chosen = [random.from(schemas), random.chance(0.2) ? random.from(schemas) : undefined];
  if (random.chance(0.15)) chosen.push(random.from(others) ?? configPath);
  return [...new Set(chosen.filter((path) => path !== undefined))];
}
