import type { LocatedDiagnostic, Severity } from '../diagnostics/diagnostic.js';
import { indexLines } from '../diagnostics/line-index.js';
import type { Span } from '../diagnostics/place.js';
import { explanations } from '../explain/explanations.js';
import { hashOf } from '../host/memo.js';
import type { CommandReport } from './command-report.js';
import { packageVersion } from './package-metadata.js';
import { pathFrom } from './path-from.js';
import { staleFiles } from './stale-files.js';
import type { Terminal } from './terminal.js';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** A finding before it is given its rule. */
interface Finding {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  readonly locations: readonly object[];
  readonly relatedLocations: readonly object[];
  /** What stays the same when lines move. */
  readonly identity: readonly string[];
}

/** One SARIF 2.1.0 log to standard output, and nothing else. */
export function printSarif(report: CommandReport, terminal: Terminal, base: string): void {
  const from = (path: string): string => pathFrom(base, report.root, path);
  const findings = [
    ...report.diagnostics.map((diagnostic) => findingOf(diagnostic, from)),
    ...staleFiles(report).map(({ path, word }) => staleFinding(from(path), word)),
  ];
  const codes = [...new Set(findings.map(({ code }) => code))];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'varve', version: packageVersion(), rules: codes.map(ruleOf) } },
        invocations: [{ executionSuccessful: true, exitCode: report.exitCode }],
        columnKind: 'utf16CodeUnits',
        results: results(findings, codes),
      },
    ],
  };
  terminal.result(JSON.stringify(log, undefined, 2));
}

function results(findings: readonly Finding[], codes: readonly string[]): readonly object[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, level, message, locations, relatedLocations, identity }) => {
    const hash = hashOf([code, ...identity]).slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level,
      message: { text: message },
      locations,
      ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
      partialFingerprints: { 'varve/v1': `${hash}:${String(count)}` },
    };
  });
}

function findingOf(diagnostic: LocatedDiagnostic, from: (path: string) => string): Finding {
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

function staleFinding(path: string, word: string): Finding {
  const message = `The generated file is ${word}.\n\nRun varve generate.`;
  const locations = [{ physicalLocation: { artifactLocation: artifact(path) } }];
  return { code: staleCode, level: 'error', message, locations, relatedLocations: [], identity: [path] };
}

function ruleOf(code: string): object {
  const explanation = explanations.get(code);
  if (explanation === undefined) {
    return { id: code, shortDescription: { text: 'Generated files differ from what the schemas say.' } };
  }
  const { title, why, fix } = explanation;
  const help = { text: `${fix} See varve explain ${code}.` };
  return { id: code, shortDescription: { text: title }, fullDescription: { text: why }, help };
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
