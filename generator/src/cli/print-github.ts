import type { LocatedDiagnostic, Severity } from '../diagnostics/diagnostic.js';
import { indexLines } from '../diagnostics/line-index.js';
import type { Span } from '../diagnostics/place.js';
import { safeText } from '../diagnostics/terminal-text.js';
import type { CommandReport } from './command-report.js';
import { pathFrom } from './path-from.js';
import { staleFiles } from './stale-files.js';
import type { Terminal } from './terminal.js';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands to standard output, one a line, which GitHub shows beside the lines they are about. */
export function printGithub(report: CommandReport, terminal: Terminal, base: string): void {
  const from = (path: string): string => pathFrom(base, report.root, path);
  for (const diagnostic of report.diagnostics) terminal.result(annotation(diagnostic, from));
  for (const { path, word } of staleFiles(report)) {
    const properties = { file: from(path), title: `varve ${report.command} --check` };
    terminal.result(githubCommand('error', properties, `${path} is ${word}.\nRun varve ${report.command}.`));
  }
}

function annotation({ code, severity, message, help, at }: LocatedDiagnostic, from: (path: string) => string): string {
  const properties = { ...(at === undefined ? {} : position(at, from)), title: code };
  return githubCommand(commands[severity], properties, safeText(help === undefined ? message : `${message}\n${help}`));
}

/** Columns are left out of a range of several lines, for which GitHub takes none. */
function position({ file, start, end }: Span, from: (path: string) => string): Readonly<Record<string, string>> {
  const lines = indexLines(file);
  const first = lines.at(start);
  const last = lines.at(end);
  const shown = { file: from(file.path), line: String(first.line), endLine: String(last.line) };
  return first.line === last.line ? { ...shown, col: String(first.column), endColumn: String(last.column) } : shown;
}

/** One workflow command. */
export function githubCommand(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
