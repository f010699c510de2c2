/**
 * Everything that has to hold before a change is good, fast things first. Goes on after a failure, so that one run tells
 * everything; only what needs a build is left out when there is none. The last line is `N passed, N failed`: tests, and
 * each step that is no test run and failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24, suites } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const reports = mkdtempSync(join(tmpdir(), 'varve-ci-'));
const started = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What failed, with the end of what it printed: it stands at the end once more, where nobody has to look for it. */
const failures = [];
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

const gitBefore = gitStatus();

await step('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']);
const built =
  (await step('build', 'typescript/bin/tsc', ['-b'])) &&
  (await step('bundle', join(root, 'generator/scripts/bundle.mjs'), []));
// Type-aware lint reads the types of the built packages.
await step('lint', 'oxlint/bin/oxlint', []);
await step('types of tests', 'typescript/bin/tsc', ['-p', 'test']);
await step('import rules', join(root, 'test/architecture/cruise.mjs'), []);
await tests('unit', ['--project', 'unit']);
await tests('postgres', ['--project', 'postgres']);
if (built) {
  for (const example of examples()) {
    await step(`${example}: generated code is up to date`, join(root, 'generator/bin/varve.js'), [
      'generate',
      '--check',
      '--cwd',
      join(root, 'examples', example),
    ]);
    await step(`${example}: compiles`, 'typescript/bin/tsc', ['-p', join('examples', example), '--noEmit']);
  }
  await tests('examples', ['--project', 'examples'], { env: { VARVE_BUILT: '1' } });
  await tests('built packages', ['--project', 'built']);
  await tests('benchmarks', ['--project', 'bench']);
  // A soak mostly waits, and a busy machine is what it is for.
  await together({
    soak: [join(root, 'test/soak/run.mjs'), '--seconds', soakSeconds()],
    fuzzing: [join(root, 'test/fuzz/run.mjs'), '--seconds', fuzzSeconds()],
  });
  await newestNode();
}
unchanged();
summarise();

/** A script under node_modules, or an absolute path, run by this Node in the root. True when it ends with 0. */
async function step(name, script, args) {
  const { code, text } = await begin(name, script, args);
  if (code !== 0) fail(name, text);
  return code === 0;
}

async function begin(name, script, args, { env = {}, node = process.execPath } = {}) {
  process.stdout.write(`\n── ${name}\n`);
  const path = script.startsWith('/') || /^[A-Za-z]:/.test(script) ? script : join(modules, script);
  const ended = await run(node, [path, ...args], env, (chunk) => process.stdout.write(chunk));
  process.stdout.write(`${endOf(ended)}\n`);
  return ended;
}

/** Scripts at the same time, by the names of their steps; what each printed comes when all have ended. */
async function together(scripts) {
  const ended = Object.entries(scripts).map(async ([name, args]) => ({ name, ...(await run(process.execPath, args)) }));
  for (const { name, ...end } of await Promise.all(ended)) {
    process.stdout.write(`\n── ${name}\n${end.text}${endOf(end)}\n`);
    if (end.code !== 0) fail(name, end.text);
  }
}

async function run(node, args, env = {}, hear = () => undefined) {
  const from = performance.now();
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
  });
  const said = [];
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk) => {
      said.push(chunk);
      hear(chunk);
    });
  }
  const code = await new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  return { code, text: Buffer.concat(said).toString(), seconds: ((performance.now() - from) / 1000).toFixed(1) };
}

function endOf({ code, seconds }) {
  return `   ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s`;
}

async function tests(name, args, options = {}) {
  const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile=${file}`];
  const { code, text } = await begin(`tests: ${name}`, 'vitest/vitest.mjs', ['run', ...args, ...reporters], options);
  if (!existsSync(file)) {
    fail(`tests: ${name}`, text);
    return;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests + report.numTodoTests;
  if (code === 0) return;
  // A file that cannot even be loaded has no failed test.
  if (report.numFailedTests === 0) totals.failed += 1;
  failures.push({ name: `tests: ${name}`, text: failedTests(report) || text });
}

function failedTests({ testResults }) {
  const failed = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((each) => each.status === 'failed');
    if (tests.length === 0) return status === 'failed' ? [`${name}\n${message}`] : [];
    return tests.map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`);
  });
  return failed.map((each) => each.split('\n').slice(0, 12).join('\n')).join('\n\n');
}

function fail(name, text = '') {
  totals.failed += 1;
  failures.push({ name, text });
}

function examples() {
  return readdirSync(join(root, 'examples')).filter((name) =>
    existsSync(join(root, 'examples', name, 'varve.config.yaml')),
  );
}

/** Two minutes, or what `--fuzz=<seconds>` says. */
function fuzzSeconds() {
  return secondsOf('fuzz');
}

/** Two minutes, or what `--soak=<seconds>` says. */
function soakSeconds() {
  return secondsOf('soak');
}

function secondsOf(step) {
  const beginning = `--${step}=`;
  const said = process.argv.find((argument) => argument.startsWith(beginning));
  return said === undefined ? '120' : said.slice(beginning.length);
}

async function newestNode() {
  const node = node24();
  if (node !== undefined) await tests('Node 24', ['--project', 'unit', ...suites], { node });
  else process.stdout.write('\n── tests: Node 24\n   skipped: npm has none for this platform, and NODE24 is not set\n');
}

function gitStatus() {
  return spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout;
}

/** Tests leave the working tree as it was; in CI that means clean. */
function unchanged() {
  const after = gitStatus();
  if (after === gitBefore) return;
  process.stdout.write(`\n── working tree\n   changed by the tests:\n${after}`);
  if (process.env.CI !== undefined) fail('working tree');
}

function summarise() {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`\n${seconds} s, ${totals.skipped} skipped\n`);
  for (const { name, text } of failures) {
    process.stdout.write(`failed: ${name}\n`);
    const lines = text.trimEnd().split('\n').slice(-60);
    if (text !== '') process.stdout.write(`${lines.map((line) => `    ${line}`).join('\n')}\n`);
  }
  process.exitCode = totals.failed === 0 ? 0 : 1;
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
}
