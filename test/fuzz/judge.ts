/** Runs the compiler on a case and says everything that must never be: a bug, a finding nowhere, a file in a wrong place. */
import {
  applyChanges,
  compileProject,
  configure,
  formatDiagnostic,
  type LocatedDiagnostic,
  plainPaint,
  readAssets,
  StageError,
} from 'varve';
import ts from 'typescript-5.9';
import { createMemoryDisk, type MemoryDisk } from './memory-disk.js';
import { configPath, type Project } from './projects.js';

const assets = readAssets();

/** Empty when all is well. */
export async function judge(files: Project): Promise<readonly string[]> {
  try {
    return await problemsOf(files);
  } catch (error) {
    return [describe(error)];
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${String(error)}`;
  const cause = error instanceof StageError ? `\ncaused by ${describe(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

async function problemsOf(files: Project): Promise<readonly string[]> {
  const { config, diagnostics: found } = await configure(
    { path: configPath, text: files[configPath] ?? '' },
    '/project',
  );
  if (config === undefined)
    return [...found.flatMap(badFinding), ...(found.length === 0 ? ['No reason was given.'] : [])];
  const disk = createMemoryDisk(files);
  const { diagnostics, output, model } = await compileProject(disk, config, { assets });
  const problems = [...found, ...diagnostics].flatMap(badFinding);
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  if (hasErrors === (output !== undefined)) problems.push(`Errors: ${String(hasErrors)}, and output all the same.`);
  if (output === undefined || model === undefined) return problems;
  await applyChanges(disk, output.changes, config.out);
  const { out, src, schemaTests } = config;
  const roots = [out, src, ...(schemaTests === undefined ? [] : [schemaTests.folder])];
  problems.push(...disk.touched.filter((path) => !isBelow(path, roots)).map((path) => `It wrote ${path}.`));
  problems.push(...brokenSyntax(disk));
  const again = await compileProject(disk, config, { assets });
  const left = again.output?.changes.changes ?? [];
  return [...problems, ...left.map(({ kind, path }) => `A second run would ${kind} ${path}.`)];
}

const isBelow = (path: string, roots: readonly string[]): boolean =>
  !path.split('/').includes('..') && roots.some((root) => path.startsWith(`${root}/`));

function badFinding(diagnostic: LocatedDiagnostic): readonly string[] {
  const { code, message, help = '', at, related } = diagnostic;
  const problems: string[] = [];
  if (!/^[a-z]+\/[a-z0-9-]+$/.test(code)) problems.push(`${code} is no code.`);
  if (message.trim() === '' || /\[object Object\]|\bundefined\b.*\bundefined\b/.test(message + help)) {
    problems.push(`${code} says: ${message}`);
  }
  for (const span of [at, ...related.map((each) => each.at)]) {
    if (span === undefined) continue;
    const { start, end, file } = span;
    if (!(start >= 0 && start <= end && end <= file.text.length)) {
      problems.push(`${code} is at ${String(start)} to ${String(end)} of ${String(file.text.length)}.`);
    }
  }
  const printed = formatDiagnostic(diagnostic, { paint: plainPaint });
  if (/[\u0000-\u0008\u001b\u202e]/.test(printed)) problems.push(`${code} prints control characters.`);
  return problems;
}

/** Only what was generated: a user's own file may be as broken as its author likes. */
function brokenSyntax(disk: MemoryDisk): readonly string[] {
  return disk.touched.flatMap((path) => {
    const text = disk.files.get(path);
    if (text === undefined || !path.endsWith('.ts')) return [];
    const { diagnostics = [] } = ts.transpileModule(text, {
      fileName: path,
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
    });
    return diagnostics.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}
