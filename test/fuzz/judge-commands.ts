/**
 * Runs `check` in every format, `check --fix`, `format` and `explain` on a case, and says everything that must never be: a
 * bug, output that its readers cannot read, a mended or formatted file that says something else than before.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { CommandRun } from './in-process.js';
import { type Formats, openFormats, type Report } from './machine-formats.js';
import { openCommand } from './in-process.js';
import type { Project } from './projects.js';

type Run = (...args: readonly string[]) => Promise<CommandRun>;

/** Empty when all is well. */
export type JudgeCommands = (files: Project) => Promise<readonly string[]>;

export async function openJudge(root: string): Promise<JudgeCommands> {
  const command = await openCommand(root);
  const formats = openFormats(root);
  const explained = new Set<string>();
  return async (files) => {
    const folder = mkdtempSync(join(tmpdir(), 'varve-fuzz-commands-'));
    const problems: string[] = [];
    const run: Run = async (...args) => {
      const found = await command(args, folder);
      problems.push(...badEnd(args, found));
      return found;
    };
    try {
      write(folder, files);
      const report = await judgeCheck(run, formats, problems);
      for (const code of new Set(report?.diagnostics.map((each) => each.code))) {
        if (explained.has(code)) continue;
        explained.add(code);
        const { exitCode, stdout } = await run('explain', code);
        if (exitCode !== 0 || !stdout.includes(code)) problems.push(`explain ${code} ended with ${String(exitCode)}.`);
      }
      await judgeFormat(folder, run, { report, problems, formats });
      clear(folder);
      write(folder, files);
      await judgeFix(folder, run, { report, problems, formats });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return problems;
  };
}

function badEnd(args: readonly string[], { exitCode, stdout, stderr }: CommandRun): readonly string[] {
  const name = `varve ${args.join(' ')}`;
  const isExpected = exitCode === 0 || exitCode === 1 || exitCode === 2;
  const hasStack = /^\s+at .*[/\\].*:\d+:\d+\)?$/m.test(stdout + stderr);
  return [
    ...(isExpected ? [] : [`${name} ended with ${String(exitCode)}.\n${stderr}`]),
    ...(hasStack ? [`${name} printed a stack.\n${stderr}`] : []),
  ];
}

/** All formats tell the same, each in its own form. */
async function judgeCheck(run: Run, formats: Formats, problems: string[]): Promise<Report | undefined> {
  const pretty = await run('check');
  const [json, sarif, github] = [
    await run('check', '--format', 'json'),
    await run('check', '--format', 'sarif'),
    await run('check', '--format', 'github'),
  ];
  const codes = [pretty, json, sarif, github].map(({ exitCode }) => exitCode);
  if (new Set(codes).size > 1) problems.push(`Formats end differently: ${codes.join(', ')}.`);
  const isNothing = json.stdout === '' && pretty.exitCode === 2;
  if (isNothing) return undefined;
  const report = formats.report(json.stdout, problems);
  const results = formats.sarif(sarif.stdout, problems);
  const lines = github.stdout.split('\n').filter((line) => line !== '');
  const odd = lines.find((line) => !/^::(?:error|warning|notice) [^:]*::./.test(line));
  if (odd !== undefined) problems.push(`This is no annotation: ${odd}`);
  const counts = [report?.diagnostics.length, results, lines.length];
  if (new Set(counts).size > 1) problems.push(`JSON, SARIF and GitHub tell ${counts.join(', ')} findings.`);
  return report;
}

interface Judged {
  /** What `check` said before. */
  readonly report: Report | undefined;
  readonly problems: string[];
  readonly formats: Formats;
}

async function judgeFormat(folder: string, run: Run, { report, problems, formats }: Judged): Promise<void> {
  const before = read(folder);
  await run('format', '--check');
  sameFiles(before, read(folder), 'format --check', problems);
  await run('format');
  const after = read(folder);
  for (const [path, text] of Object.entries(before)) {
    const formatted = after[path] ?? '';
    const meant = meaning(text);
    if (formatted !== text && meant !== undefined && meaning(formatted) !== meant) {
      problems.push(`format changed what ${path} means:\n${formatted}`);
    }
    if (comments(formatted).length < comments(text).length) problems.push(`format lost a comment of ${path}.`);
  }
  await run('format');
  sameFiles(after, read(folder), 'a second format', problems);
  const { stdout } = await run('check', '--format', 'json');
  const now = formats.report(stdout, problems);
  if (said(now) !== said(report))
    problems.push(`check says otherwise of what was formatted:\n${said(report)}\n${said(now)}`);
}

async function judgeFix(folder: string, run: Run, { problems }: Judged): Promise<void> {
  const before = read(folder);
  await run('check', '--fix');
  const after = read(folder);
  if (Object.keys(after).join() !== Object.keys(before).join()) problems.push('check --fix made or lost a file.');
  for (const [path, text] of Object.entries(before)) {
    const fixed = after[path] ?? '';
    if (fixed === text) continue;
    if (!path.startsWith('schemas/')) problems.push(`check --fix changed ${path}.`);
    if (isYaml(text) && !isYaml(fixed)) problems.push(`check --fix broke ${path}:\n${fixed}`);
    if (comments(fixed).join('\n') !== comments(text).join('\n'))
      problems.push(`check --fix changed a comment of ${path}.`);
    if (fixed.length < text.length * 0.5) problems.push(`check --fix took half of ${path}.`);
  }
  const again = await run('check', '--fix');
  if (again.stderr.includes('  fixed  ')) problems.push(`A second check --fix mends more:\n${again.stderr}`);
  sameFiles(after, read(folder), 'a second check --fix', problems);
}

/** Findings without their places, which formatting moves. */
function said(report: Report | undefined): string {
  return (report?.diagnostics ?? [])
    .map(({ code, message }) => `${code} ${message}`)
    .sort()
    .join('\n');
}

function sameFiles(before: Project, after: Project, what: string, problems: string[]): void {
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[path] !== after[path]) problems.push(`${what} changed ${path}.`);
  }
}

function isYaml(text: string): boolean {
  return parseDocument(text, { logLevel: 'silent' }).errors.length === 0;
}

/** What another parser than ours reads; `undefined` where it reads nothing. */
function meaning(text: string): string | undefined {
  // To the other parser, a carriage return alone ends no line.
  const lines = text.replaceAll(/\r\n?/g, '\n');
  try {
    return JSON.stringify(
      parse(lines, { mapAsMap: true, logLevel: 'silent', maxAliasCount: 50 }),
      (_key, value: unknown) =>
        value instanceof Map ? [...value.entries()] : typeof value === 'bigint' ? `${String(value)}n` : value,
    );
  } catch {
    return undefined;
  }
}

/** Lines that are nothing but a comment; what stands behind a text may be a part of it. */
function comments(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('#'));
}

function write(folder: string, files: Project): void {
  for (const [path, text] of Object.entries({ 'varve.config.yaml': '', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function clear(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}

function read(folder: string): Project {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
