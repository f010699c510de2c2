/**
 * The fuzzer: takes valid projects, spoils them, and runs the compiler on what comes out, and now and then all commands.
 * Never may that be a bug of ours, a run of more than five seconds, a file outside the project, or one that is lost. Prints its seed; with `--case` it runs one case again,
 * and makes it as small as it can.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCommand } from './built-command.js';
import { fuzzCase } from './cases.js';
import { judge } from './judge.js';
import { openJudge } from './judge-commands.js';
import { minimise } from './minimise.js';
import { type Project, readProjects } from './projects.js';
import type { Report } from './worker.js';

/** Seconds of CPU that a case may take; on a busy machine the clock says nothing. */
const limit = 5;
/** The built command is run on every so many cases. */
const commandEvery = 150;

interface Run {
  readonly root: string;
  readonly seed: number;
  readonly folder: string;
  readonly seconds: number;
  readonly failures: string[];
  /** Cases that took too long among others. */
  readonly suspects: number[];
  tried: number;
  /** Runs of the built command that were begun. */
  readonly commands: Promise<void>[];
}

export async function fuzz(args: readonly string[], folder: string): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { seconds: text, seed: text, case: text, jobs: text };
  const { values } = parseArgs({ args: [...args], options });
  // Two levels above the folder of the bundle.
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1000));
  const run: Run = {
    root,
    seed,
    folder,
    seconds: Number(values.seconds ?? 120),
    failures: [],
    suspects: [],
    commands: [],
    tried: 0,
  };
  if (![seed, run.seconds].every(Number.isFinite)) throw new Error('--seed and --seconds take a number.');
  process.stdout.write(`seed ${String(seed)}\n`);
  if (values.case !== undefined) return again(run, Number(values.case));
  const jobs = Number(values.jobs ?? 2);
  await Promise.all(Array.from({ length: jobs }, async (_, job) => watch(run, job, jobs)));
  for (const suspect of run.suspects) await judgeAlone(run, suspect);
  await Promise.all(run.commands);
  process.stdout.write(`${String(run.tried)} cases, ${String(run.failures.length)} failed\n`);
  return run.failures.length === 0 ? 0 : 1;
}

/** One child after the other until the time is up: one that hangs is ended, and the next goes on behind its case. */
async function watch(run: Run, job: number, jobs: number): Promise<void> {
  const until = performance.now() + run.seconds * 1000;
  let next = job;
  while (performance.now() < until && run.failures.length < 20)
    next = (await oneChild(run, next, { jobs, until })) + jobs;
}

/** What took too long after thousands of others, whose garbage it may have paid for, gets a process of its own. */
async function judgeAlone(run: Run, suspect: number): Promise<void> {
  const until = performance.now() + 3 * limit * 1_000;
  await oneChild(run, suspect, { jobs: Number.MAX_SAFE_INTEGER, until, isAlone: true });
}

interface Share {
  readonly jobs: number;
  readonly until: number;
  readonly isAlone?: boolean;
}

/** @returns the last case it began */
function oneChild(run: Run, first: number, { jobs, until, isAlone = false }: Share): Promise<number> {
  return new Promise((resolve) => {
    const child = fork(join(run.folder, 'worker.mjs'), [run.root, run.seed, first, jobs].map(String), {
      stdio: 'inherit',
    });
    let current = first;
    let used = 0;
    let ended = false;
    const end = (): void => {
      ended = true;
      clearInterval(timer);
      child.kill('SIGKILL');
    };
    const look = (): void => {
      if (ended) return;
      const isHanging = cpuSeconds(child) - used > limit;
      if (isHanging && !isAlone) run.suspects.push(current);
      if (isHanging && isAlone) fail(run, current, [`It takes more than ${String(limit)} s.`]);
      if (isHanging || performance.now() >= until) end();
    };
    // Behind the messages that wait: a machine that is busy lets them wait for longer than a case may take.
    const timer = setInterval(() => setImmediate(look), 250);
    child.on('message', (report: Report) => {
      if (report.kind === 'failed') {
        fail(run, report.number, report.problems);
        return;
      }
      current = report.number;
      used = cpuSeconds(child);
      run.tried += 1;
      if (current % commandEvery === 0) run.commands.push(command(run, current));
    });
    child.once('exit', (code, signal) => {
      clearInterval(timer);
      if (!ended) fail(run, current, [`The process ended with ${String(code ?? signal)}.`]);
      resolve(current);
    });
  });
}

/** What a child has computed, in seconds; where the system does not tell, by the clock, with much room. */
function cpuSeconds({ pid }: ChildProcess): number {
  try {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return performance.now() / 10_000;
  }
}

async function command(run: Run, number: number): Promise<void> {
  const { files } = await fuzzCase(run.seed, number, readProjects(run.root));
  const problems = await runCommand(files, join(run.root, 'generator/bin/varve.js'), 60);
  if (problems.length > 0) fail(run, number, problems);
}

function fail({ seed, failures }: Run, number: number, problems: readonly string[]): void {
  failures.push(String(number));
  const again = `npm run fuzz -- --seed ${String(seed)} --case ${String(number)}`;
  process.stdout.write(`\ncase ${String(number)} failed; again with: ${again}\n${problems.join('\n')}\n`);
}

/** One case, judged again, made small and left in a folder to look at. */
async function again(run: Run, number: number): Promise<number> {
  const { files } = await fuzzCase(run.seed, number, readProjects(run.root));
  const judgeCommands = await openJudge(run.root);
  const judgeAll = async (each: Project): Promise<readonly string[]> => [
    ...(await judge(each)),
    ...(await judgeCommands(each)),
  ];
  const problems = await judgeAll(files);
  process.stdout.write(`${problems.length === 0 ? 'All is well.' : problems.join('\n')}\n`);
  const kind = (list: readonly string[]): string | undefined =>
    list[0]?.replaceAll(/\d+/g, '').split('\n').slice(0, 2).join();
  const fails = async (each: Project): Promise<boolean> => kind(await judgeAll(each)) === kind(problems);
  const until = performance.now() + run.seconds * 1000;
  const small = problems.length === 0 ? files : await minimise(files, { fails, until });
  const folder = join(run.root, 'test', `.varve-tmp-fuzz-${String(run.seed)}-${String(number)}`);
  for (const [path, text] of Object.entries(small)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  process.stdout.write(`The case lies in ${folder}\n`);
  return problems.length === 0 ? 0 : 1;
}
