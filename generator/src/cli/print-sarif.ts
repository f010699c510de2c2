import type { LocatedDiagnostic, Severity } from '../diagnostics/diagnostic.js';
import { indexLines } from '../diagnostics/line-index.js';
import type { Span } from '../diagnostics/place.js';
import type { CommandReport } from './command-report.js';
import { pathFrom } from './path-from.js';
import { sarifLog, type SarifFinding } from './sarif-log.js';
import { staleFiles } from './stale-files.js';
import type { Terminal } from './terminal.js';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** One SARIF 2.1.0 log to standard output, and nothing else. */
export function printSarif(report: CommandReport, terminal: Terminal, base: string): void {
  const from = (path: string): string => pathFrom(base, report.root, path);
  const findings = [
    ...report.diagnostics.map((diagnostic) => findingOf(diagnostic, from)),
    ...staleFiles(report).map(({ path, word }) => staleFinding(from(path), word, report.command)),
  ];
  terminal.result(JSON.stringify(sarifLog(findings, report.exitCode), undefined, 2));
}

function findingOf(diagnostic: LocatedDiagnostic, from: (path: string) => string): SarifFinding {
  const { code, severity, message, help, at, related } = diagnostic;
  return {
    code,
    level: levels[severity],
    message: help === undefined ? message : `${message}\n\n${help}`,
    locations: at === undefined ? [] : [{ physicalLocation: physicalLocation(at, from) }],
    relatedLocations: related.map((each, id) => ({
      id,
      message: { text: each.message },
      physicalLocation: physicalLocation(each.at, from),
    })),
    identity: [message, ...(at === undefined ? [] : [from(at.file.path), at.file.text.slice(at.start, at.end)])],
  };
}

const staleCode = 'generate/out-of-date';

function staleFinding(path: string, word: string, command: string): SarifFinding {
  const what = command === 'generate' ? 'generated file' : 'file';
  const message = `The ${what} is ${word}.\n\nRun varve ${command}.`;
  const locations = [{ physicalLocation: { artifactLocation: artifact(path) } }];
  return { code: staleCode, level: 'error', message, locations, relatedLocations: [], identity: [path] };
}

function physicalLocation({ file, start, end }: Span, from: (path: string) => string): object {
  const lines = indexLines(file);
  const first = lines.at(start);
  const last = lines.at(end);
  return {
    artifactLocation: artifact(from(file.path)),
    region: {
      startLine: first.line,
      startColumn: first.column,
      endLine: last.line,
      endColumn: last.column,
      charOffset: start,
      charLength: end - start,
    },
  };
}

/** A relative reference; the characters that such references do not have are escaped, `/` is kept. */
function artifact(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
