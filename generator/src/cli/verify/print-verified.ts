import type { TypeTally } from '@varve/runtime/operations';
import { plural } from '../plural.js';
import { githubCommand } from '../print-github.js';
import type { ReportFormat } from '../print-report.js';
import { sarifLog, type SarifFinding } from '../sarif-log.js';
import type { Terminal } from '../terminal.js';
import { failedEvents, type VerifiedLog } from './verified-log.js';

export function printVerified(log: VerifiedLog, terminal: Terminal, format: ReportFormat, exitCode: number): void {
  switch (format) {
    case 'pretty':
      printPretty(log, terminal);
      break;
    case 'json':
      // `schemas/meta/v1/verify.schema.json` says what is in it.
      terminal.result(JSON.stringify(documentOf(log, exitCode), undefined, 2));
      break;
    case 'sarif':
      terminal.result(JSON.stringify(sarifLog(findingsOf(log), exitCode), undefined, 2));
      break;
    case 'github':
      for (const { code, message } of findingsOf(log))
        terminal.result(githubCommand('error', { title: code }, message));
  }
}

function documentOf(log: VerifiedLog, exitCode: number): object {
  const { isComplete, events, foreign, waiting, types, read, seconds } = log;
  const status = exitCode === 0 ? 'clean' : 'findings';
  const eventsPerSecond = Math.round(speed({ read, seconds }));
  return {
    format: 1,
    command: 'verify',
    status,
    exitCode,
    isComplete,
    events,
    foreign,
    waiting,
    eventsPerSecond,
    types,
  };
}

/** Versions of one stored name on one line, then what could not be read of them. */
function printPretty(log: VerifiedLog, terminal: Terminal): void {
  const { result, status } = terminal.paint;
  const names = [...new Set(log.types.map(({ storedType }) => storedType))];
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) {
    const versions = log.types.filter(({ storedType }) => storedType === name);
    const counts = versions.map(({ schemaVersion, stored }) => `v${String(schemaVersion)} ${grouped(stored)}`);
    terminal.result(`${result.bold(name.padEnd(width))}  ${counts.join('  ')}   ${verdict(versions, result)}`);
  }
  for (const type of log.types.filter(({ failed }) => failed > 0)) printFailures(type, terminal);
  if (log.foreign > 0) terminal.status(`  ${grouped(log.foreign)} of contexts that no registry was given for`);
  if (log.waiting > 0) {
    const waiting = `${grouped(log.waiting)} without a place in the log were not read: this session may not give them one`;
    terminal.status(status.yellow(`  ${waiting}`));
  }
  if (!log.isComplete) terminal.status(status.yellow('  stopped before the end of the log'));
  const total = `${grouped(log.events)} ${log.events === 1 ? 'event' : 'events'}`;
  const seconds = `${log.seconds.toFixed(2)} s`;
  terminal.status(`  ${total}  ${status.dim(`${grouped(Math.round(speed(log) / 1000))} k/s  ${seconds}`)}`);
}

type Colors = Terminal['paint']['result'];

function verdict(versions: readonly TypeTally[], { red, green }: Colors): string {
  const failed = failedEvents({ types: versions });
  if (failed > 0) return red(`${grouped(failed)} cannot be read`);
  const isIgnored = versions.every(({ ignored, stored }) => ignored === stored);
  return green(isIgnored ? 'ignored' : 'all decode');
}

function printFailures({ storedType, schemaVersion, failed, failures }: TypeTally, terminal: Terminal): void {
  const { red, dim } = terminal.paint.result;
  const what = `${storedType}, schema version ${String(schemaVersion)}: ${plural(failed, 'event')} cannot be read`;
  terminal.result(`\n${red('error')}  ${what}`);
  for (const { logPosition, message } of failures) {
    terminal.result(`   ${dim(`log ${logPosition}`)}  ${message.replaceAll('\n', '\n      ')}`);
  }
  if (failed > failures.length) terminal.result(`   ${dim(`and ${grouped(failed - failures.length)} more`)}`);
}

/** A finding for each kind of failure among those that were kept; SARIF has no place in a log to point at. */
function findingsOf({ types }: VerifiedLog): readonly SarifFinding[] {
  return types.flatMap(({ storedType, schemaVersion, failed, failures }) =>
    failures.map(({ code, message, streamName, position, eventId }) => ({
      code: `verify/${code}`,
      level: 'error',
      message: `${message}\n\nOne of ${plural(failed, 'event')} ${storedType}, schema version ${String(schemaVersion)}, that cannot be read.`,
      locations: [{ logicalLocations: [{ fullyQualifiedName: `${streamName}/${String(position)}`, kind: 'member' }] }],
      relatedLocations: [],
      identity: [eventId],
    })),
  );
}

const speed = ({ read, seconds }: Pick<VerifiedLog, 'read' | 'seconds'>): number => (seconds > 0 ? read / seconds : 0);

/** Digits in groups of three, as in `1 204 771`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
