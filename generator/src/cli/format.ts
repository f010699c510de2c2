import { formatSource } from '../compile/format-source.js';
import { readSchemaFiles } from '../compile/read-sources.js';
import type { SourceFile } from '../diagnostics/place.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { plural } from './plural.js';
import type { Project } from './project.js';
import type { Terminal } from './terminal.js';

interface Outcome {
  readonly path: string;
  readonly kind: 'same' | 'changed' | 'unreadable' | 'kept';
  readonly reason?: string;
}

/** Formats all schemas and the configuration; with `check`, only lists those that are not. */
export async function format(
  { host, config, configFile }: Project,
  terminal: Terminal,
  { check }: { readonly check: boolean },
): Promise<ExitCode> {
  const { files } = await readSchemaFiles(host, config.schemas);
  const outcomes: Outcome[] = [];
  for (const file of [configFile, ...files]) {
    const formatted = await formatSource(file);
    const { path } = file;
    if (formatted.kind !== 'formatted') outcomes.push({ path, ...formatted });
    else if (formatted.text === file.text) outcomes.push({ path, kind: 'same' });
    else {
      outcomes.push({ path, kind: 'changed' });
      if (!check) await replace(host, file, formatted.text);
    }
  }
  for (const outcome of outcomes) say(outcome, terminal, check);
  const changed = outcomes.filter(({ kind }) => kind === 'changed').length;
  const isUnreadable = outcomes.some(({ kind }) => kind === 'unreadable');
  const rest = outcomes.length - changed;
  terminal.status(`  ${check ? 'not formatted' : 'formatted'} ${plural(changed, 'file')}, unchanged ${rest}`);
  return isUnreadable || (check && changed > 0) ? exitCodes.findings : exitCodes.clean;
}

/** Not where somebody has written meanwhile: theirs is the newer text. */
async function replace(host: Project['host'], { path, text }: SourceFile, formatted: string): Promise<void> {
  const entry = await host.read(path);
  if (entry.kind === 'file' && entry.text === text) await host.replaceFile(path, formatted);
}

function say({ path, kind, reason }: Outcome, { result, paint }: Terminal, check: boolean): void {
  const { yellow, red } = paint.result;
  if (kind === 'changed' && check) result(`${yellow('not formatted')}  ${path}`);
  if (kind === 'kept') result(`${yellow('left alone')}  ${path}: ${reason ?? ''}`);
  if (kind === 'unreadable') result(`${red('unreadable')}  ${path}: run varve check for what is wrong with it`);
}

/** The text of standard input, formatted, to standard output; unchanged where it cannot be formatted. */
export async function formatInput(file: SourceFile, terminal: Terminal): Promise<ExitCode> {
  const formatted = await formatSource(file);
  terminal.write(formatted.kind === 'formatted' ? formatted.text : file.text);
  if (formatted.kind === 'formatted') return exitCodes.clean;
  const isUnreadable = formatted.kind === 'unreadable';
  const reason = isUnreadable ? 'it is no YAML that varve reads' : formatted.reason;
  terminal.status(`${file.path} is left alone: ${reason}.`);
  return isUnreadable ? exitCodes.findings : exitCodes.clean;
}
