/**
 * `npm run bench:generate`: what the built command costs on projects of 100, 1,000 and 4,000 events, for a project that
 * was never generated, for one where nothing changed, and for one where one file changed; and how long `--watch` takes from
 * a save to what it writes. Prints tables; exits with 0 whatever the figures are.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyNote, machineLine } from '../measure/machine.js';
import { median, percentile } from '../measure/statistics.js';
import { figure, textTable } from '../measure/table.js';
import { readOptions, type BenchOptions } from '../options.js';
import { aimsTable, checked, type Measured, watchAim, watchVerdict } from './aims.js';
import { changeOneFile, makeProject } from './project.js';
import { timedWatch } from './timed-watch.js';
import { timedNode, usageHook, type Usage } from './timed-command.js';

const root = process.cwd();
const varve = join(root, 'generator', 'bin', 'varve.js');
const command = [varve, 'generate'];
const situations = ['cold', 'unchanged', 'one file changed'] as const;
type Situation = (typeof situations)[number] | typeof checked;

await main(readOptions(process.argv.slice(2)));

async function main(options: BenchOptions): Promise<void> {
  const sizes = options.smoke ? [10] : [100, 1_000, 4_000];
  const rounds = options.rounds ?? (options.smoke ? 1 : 5);
  const scratch = await mkdtemp(join(tmpdir(), 'varve-bench-'));
  try {
    console.log(
      `# Generation benchmark\n\n${machineLine()}\n${busyNote()}Medians of ${rounds} runs of \`varve generate\`, each its own process.\n`,
    );
    const hookFile = join(scratch, 'usage-hook.cjs');
    await writeFile(hookFile, usageHook);
    if ('one run'.includes(options.only)) {
      const plan = { scratch, hookFile, sizes, rounds };
      const runs = [...(await measure(plan)), await measureCheck(plan, options.smoke ? 10 : 1_000)];
      console.log(`${usageTable(runs)}\n`);
      const [start, ...projects] = summarized(runs);
      if (!options.smoke && start !== undefined) console.log(`${aimsTable(projects, start)}\n`);
    }
    if ('watch'.includes(options.only)) await measureWatch(scratch, options);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Runs {
  readonly events: number;
  readonly situation: Situation | 'node alone';
  readonly usages: Usage[];
}

interface Plan {
  readonly scratch: string;
  readonly hookFile: string;
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/**
 * Every size and situation takes its turn in every round; each round begins with projects never generated. Projects stay
 * until the end: ext4 takes long to make files where others have just been deleted.
 */
async function measure({ scratch, hookFile, sizes, rounds }: Plan): Promise<readonly Runs[]> {
  const start: Runs = { events: 0, situation: 'node alone', usages: [] };
  const table = sizes.flatMap((events) => situations.map((situation): Runs => ({ events, situation, usages: [] })));
  const empty = join(scratch, 'empty');
  await mkdir(empty);
  for (let round = 0; round < rounds; round += 1) {
    start.usages.push(await timedNode(['-e', '0'], empty, hookFile));
    for (const events of sizes) {
      const folder = await makeProject(scratch, events);
      for (const { situation, usages } of table.filter((each) => each.events === events)) {
        if (situation === 'one file changed') await changeOneFile(folder, round);
        usages.push(await timedNode(command, folder, hookFile));
      }
    }
  }
  return [start, ...table];
}

/** `varve check` in a project of which every event has three versions, all of them released. */
async function measureCheck({ scratch, hookFile, rounds }: Plan, events: number): Promise<Runs> {
  const folder = await makeProject(scratch, events, 3);
  await timedNode([varve, 'release'], folder, hookFile);
  const usages: Usage[] = [];
  for (let round = 0; round < rounds; round += 1) usages.push(await timedNode([varve, 'check'], folder, hookFile));
  return { events, situation: checked, usages };
}

/** Every size by its own watch; the figures of all its saves. */
async function measureWatch(scratch: string, { smoke, rounds = smoke ? 2 : 20 }: BenchOptions): Promise<void> {
  const sizes = smoke ? [10] : [100, 1_000];
  console.log(
    `## Watching\n\n${rounds} saves of one file under \`varve generate --watch\`, each with one more field.\n`,
  );
  const rows: (readonly string[])[] = [];
  for (const events of sizes) {
    const cycles = await timedWatch(command, await makeProject(scratch, events), rounds);
    const figures = [cycles.map(({ output }) => output), cycles.map(({ own }) => own)];
    const verdict = events === 100 ? watchVerdict(median(figures[0] ?? [])) : '–';
    const cells = figures.flatMap((each) => [figure(median(each)), figure(percentile(each, 0.95))]);
    rows.push([`${events.toLocaleString('en-US')} events, watched`, ...cells, verdict]);
  }
  const heads = ['', 'save to output, ms', '95 %', 'cycle by itself, ms', '95 %', `aim: ≤ ${watchAim} ms`];
  console.log(`${textTable(heads, rows)}\n`);
}

function summarized(runs: readonly Runs[]): readonly Measured[] {
  return runs.map(({ events, situation, usages }) => ({
    events,
    situation,
    cpu: median(usages.map(({ cpu }) => cpu)),
    wall: median(usages.map(({ wall }) => wall)),
    memory: median(usages.map(({ memory }) => memory)),
  }));
}

function usageTable(runs: readonly Runs[]): string {
  const rows = summarized(runs).map(({ events, situation, cpu, wall, memory }) => {
    const title = events === 0 ? situation : `${events.toLocaleString('en-US')} events, ${situation}`;
    const each = events === 0 ? '–' : figure((cpu * 1_000) / events);
    return [title, figure(cpu), figure(wall), memory.toFixed(0), each];
  });
  return textTable(['', 'CPU s', 'wall s', 'peak MiB', 'CPU ms per event'], rows);
}
