// `npm run demo`: from schemas to running programs, with everything on the way shown. Needs Node and nothing else.
// Builds the packages, generates, compiles and runs both examples; then breaks a schema to show what is said about it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import colors from 'picocolors';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'examples');
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const varve = join(root, 'generator/bin/varve.js');
const started = performance.now();

chapter('The packages', 'varve (the generator) and @varve/runtime are built from source.');
run('compile both packages', [compiler, '-b'], root);
run('bundle the command', ['generator/scripts/bundle.mjs'], root);

chapter('Ordering', 'Three YAML files, one decider, one aggregate class, one SQLite file.');
excerpt('schemas/order.yaml says what may be stored', 'ordering/schemas/order.yaml', /^ {2}PaymentReceived:/, 7);
generate('ordering');
excerpt(
  'so that code can rely on it',
  'ordering/src/generated/ordering/order.events.ts',
  /^export class OrderPlaced /,
  17,
);
excerpt(
  'what was stored in older versions is read through steps',
  'ordering/src/generated/ordering/order.upcasts.ts',
  /^export function paymentReceivedV1ToV2/,
  8,
);
excerpt('and the rules stay yours', 'ordering/src/order/order.decider.ts', /^ {4}ShipOrder/, 5);
play('ordering');

chapter('GitHub timeline', 'Real webhook payloads, modelled field by field, recorded whole and read back.');
generate('github-timeline');
play('github-timeline');

chapter('When something is wrong', 'A copy of the ordering schemas, with two slips of the pen.');
breakSchema();

const seconds = ((performance.now() - started) / 1000).toFixed(1);
print(`\n${colors.green('Done')} in ${seconds} s. ${colors.dim('The tour goes on in README.md.')}`);

function generate(name) {
  run('varve generate', [varve, 'generate'], join(examples, name), { shown: true });
  run('varve generate --check: nothing is stale', [varve, 'generate', '--check'], join(examples, name));
  run('compile under strict options', [compiler, '-p', 'tsconfig.build.json'], join(examples, name));
}

function play(name) {
  print(`\n${colors.dim('$')} node dist/main.js`);
  run(undefined, ['dist/main.js'], join(examples, name), { shown: true });
}

function breakSchema() {
  const folder = mkdtempSync(join(tmpdir(), 'varve-demo-'));
  try {
    cpSync(join(examples, 'ordering'), folder, { recursive: true, filter: (path) => !/node_modules|dist$/.test(path) });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const schema = join(folder, 'schemas/order.yaml');
    const broken = readFileSync(schema, 'utf8')
      .replace('emits: [OrderShipped]', 'emits: [OrderShiped]')
      .replace('reason: string, cancelledAt: instant', 'reason: strnig, cancelledAt: instant');
    writeFileSync(schema, broken);
    print(`${colors.dim('$')} varve generate`);
    const { stdout, status } = spawn([varve, 'generate'], folder);
    print(indented(stdout));
    print(`  ${colors.dim(`exit code ${status}, nothing was written`)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node with `args`; stops the demo with everything that was said when it fails. */
function run(title, args, cwd, { shown = false } = {}) {
  const begun = performance.now();
  const { stdout, stderr, status } = spawn(args, cwd);
  if (status !== 0) {
    print(`${colors.red('failed')} ${title ?? args.join(' ')}\n${stdout}${stderr}`);
    process.exit(1);
  }
  const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  if (title !== undefined) print(`${colors.green('✓')} ${title} ${colors.dim(took)}`);
  if (shown) print(indented(stdout === '' ? stderr : stdout));
}

function spawn(args, cwd) {
  const env = { ...process.env };
  if (colors.isColorSupported) env.FORCE_COLOR = '1';
  const done = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return { ...done, status: done.status ?? 1 };
}

/** Shows `count` lines of a file from the first that matches. */
function excerpt(title, path, from, count) {
  const lines = readFileSync(join(examples, path), 'utf8').split('\n');
  const first = lines.findIndex((line) => from.test(line));
  print(`\n${title} ${colors.dim(`examples/${path}:${first + 1}`)}\n`);
  print(indented(lines.slice(first, first + count).join('\n'), colors.dim('│ ')));
  print('');
}

function indented(text, prefix = '') {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' && prefix === '' ? '' : `  ${prefix}${line}`))
    .join('\n');
}

function chapter(title, about) {
  print(`\n${colors.bold(colors.cyan(`── ${title} ${'─'.repeat(Math.max(0, 74 - title.length))}`))}`);
  print(`${colors.dim(about)}\n`);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
