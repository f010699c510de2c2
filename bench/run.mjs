// Starts a benchmark: builds the packages, installs the peers where they are missing, translates bench/src, runs it.
//   node bench/run.mjs runtime|stores|readside|banking|upcast|verify|generate [--smoke] [--rounds=<n>] [--only=<text>] [--no-build] [--no-peers] [--cpu-prof]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = join(here, '..');
// Inside node_modules, where no formatter, linter or git looks, and where imports find the workspace and the peers.
const workshop = join(here, 'node_modules', '.varve-bench');
const stamp = join(here, 'node_modules', '.varve-peers');

const [name = '', ...rest] = process.argv.slice(2);
/** Whether other people's packages take part. */
const benchmarks = {
  runtime: { peers: true },
  stores: { peers: true },
  readside: { peers: true },
  banking: { peers: false },
  upcast: { peers: true },
  verify: { peers: false },
  generate: { peers: false },
};
if (!Object.hasOwn(benchmarks, name)) {
  const names = Object.keys(benchmarks).join('|');
  console.error(`Usage: node bench/run.mjs ${names} [--smoke] [--no-build] [--no-peers]`);
  process.exit(2);
}
const own = new Set(['--no-build', '--no-peers', '--cpu-prof']);
const flags = new Set(rest.filter((argument) => own.has(argument)));
const args = rest.filter((argument) => !own.has(argument));

if (!flags.has('--no-build')) {
  buildPackages();
  for (const domain of ['domain', 'evolved', 'views']) generateDomain(domain);
}
if (benchmarks[name].peers && !flags.has('--no-peers') && !args.includes('--smoke')) installPeers();
await translate();
process.exit(start());

function buildPackages() {
  const built = run('npm', ['run', '--silent', 'build'], root);
  if (built !== 0) {
    console.error('The packages do not build; nothing was measured. (--no-build measures what was built before.)');
    process.exit(1);
  }
}

/** The code under measurement is what the generator makes today. */
function generateDomain(domain) {
  const generator = join(root, 'generator', 'bin', 'varve.js');
  const generated = spawnSync(process.execPath, [generator, 'generate'], {
    cwd: join(here, domain),
    encoding: 'utf8',
  });
  if (generated.status === 0) return;
  console.error(`varve generate failed on bench/${domain}:\n${generated.stdout}${generated.stderr}`);
  process.exit(1);
}

/** Exactly what the lock file says, once. A failure costs a column, not the benchmark. */
function installPeers() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the peers into bench/node_modules; sqlite3 may be compiled, which takes two minutes …');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], here) === 0) writeFileSync(stamp, wanted);
  else console.error('The peers could not be installed (see above): their column will be missing.');
}

async function translate() {
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(workshop, { recursive: true });
  await build({
    entryPoints: [join(here, 'src', name, 'main.ts')],
    outfile: join(workshop, `${name}.mjs`),
    bundle: true,
    packages: 'external',
    // Without the paths of the workspace, which lead to sources: what is measured is what was built.
    tsconfigRaw: {},
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

function start() {
  const profile = flags.has('--cpu-prof') ? ['--cpu-prof', `--cpu-prof-dir=${join(workshop, 'profile')}`] : [];
  return run(process.execPath, ['--expose-gc', ...profile, join(workshop, `${name}.mjs`), ...args], root);
}

function run(command, commandArgs, cwd) {
  const { status, error } = spawnSync(command, commandArgs, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) console.error(String(error));
  return status ?? 1;
}
