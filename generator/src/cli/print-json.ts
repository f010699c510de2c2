import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { indexLines } from '../diagnostics/line-index.js';
import type { Span } from '../diagnostics/place.js';
import type { CommandReport } from './command-report.js';
import { exitCodes } from './exit-codes.js';
import type { Terminal } from './terminal.js';

/** One JSON document to standard output, and nothing else: `schemas/meta/v1/report.schema.json` says what is in it. */
export function printJson(report: CommandReport, terminal: Terminal): void {
  const { command, exitCode, diagnostics, contexts, changes, additions, released, frozen, unfrozen } = report;
  const document = {
    format: 1,
    command,
    status: exitCode === exitCodes.clean ? 'clean' : exitCode === exitCodes.findings ? 'findings' : 'unusable',
    exitCode,
    diagnostics: diagnostics.map(diagnosticJson),
    contexts,
    changes: (changes?.changes ?? []).map(({ kind, path }) => ({ kind, path })),
    unchanged: changes?.unchanged ?? 0,
    additions,
    ...(released === undefined ? {} : { released, frozen, unfrozen }),
  };
  terminal.result(JSON.stringify(document, undefined, 2));
}

function diagnosticJson({ code, severity, message, help, at, related, breaks }: LocatedDiagnostic) {
  return {
    code,
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    ...(breaks === undefined ? {} : { breaks }),
    ...(at === undefined ? {} : { at: spanJson(at) }),
    related: related.map((each) => ({ message: each.message, at: spanJson(each.at) })),
  };
}

/** Lines and columns count from 1, in UTF-16 units; `offset` from 0. */
function spanJson({ file, start, end }: Span) {
  const lines = indexLines(file);
  return {
    path: file.path,
    start: { ...lines.at(start), offset: start },
    end: { ...lines.at(end), offset: end },
  };
}
