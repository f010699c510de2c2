import type { StoreExamination, StoreFinding } from '../../../operations/store-report.js';
import { NewerStoreLayoutError, StoreCorruptedError } from '../../../errors/store-file-errors.js';
import { loadSqliteDriver, type SqliteDatabase } from '../driver.js';
import { currentLayout } from '../layout.js';
import { findLog } from '../open-connections.js';
import { retryBusy } from '../busy-retry.js';
import { isBusy, isReadOnly, storeErrorOf } from '../sqlite-errors.js';
import { compareLayouts } from './compare-layouts.js';
import { type FileFacts, networkFileSystem, readFileFacts } from './file-facts.js';
import { type Session, type SqliteOperationOptions, withSession } from './session.js';

export interface SqliteExaminationOptions extends SqliteOperationOptions {
  /** Compares every index with its table as well, which takes its time. Default false. */
  readonly thorough?: boolean;
  /** Bytes of the write-ahead log that are too many. Default 64 MB. */
  readonly mostWal?: number;
}

/** Every code that `examineSqliteStore` can answer with. */
export const sqliteCodes: readonly string[] = [
  'sqlite/layout-missing',
  'sqlite/layout-older',
  'sqlite/layout-newer',
  'sqlite/damaged',
  'sqlite/schema-drift',
  'sqlite/journal-mode',
  'sqlite/page-size',
  'sqlite/network-file-system',
  'sqlite/write-ahead-log-large',
  'sqlite/several-links',
  'sqlite/file-permissions',
  'sqlite/read-only',
  'sqlite/locked',
];

const error = (code: string, found: string, advice: string): StoreFinding => ({
  code,
  severity: 'error',
  found,
  advice,
});
const warning = (code: string, found: string, advice: string): StoreFinding => ({
  code,
  severity: 'warning',
  found,
  advice,
});

/**
 * Looks at the file of a store and says what may cost events one day, and what to do. Changes nothing.
 * @throws what `openSqliteLogReader` throws, but for tables that are not as this release needs them
 */
export function examineSqliteStore(options: SqliteExaminationOptions): Promise<StoreExamination> {
  return examineWith(readFileFacts, options);
}

/** The same with what the file system tells, told by somebody else. */
export async function examineWith(
  factsOf: (path: string) => Promise<FileFacts>,
  options: SqliteExaminationOptions,
): Promise<StoreExamination> {
  return withSession(options, async (session) => {
    try {
      return await examine(session, await factsOf(session.path), options);
    } catch (failure) {
      const known = storeErrorOf(failure, session.path);
      if (!(known instanceof StoreCorruptedError)) throw failure;
      const skipped = ['Everything else, as the file cannot be read.'];
      return { facts: {}, checked: ['sqlite/damaged'], skipped, findings: [damaged(known.message)] };
    }
  });
}

async function examine(
  session: Session,
  file: FileFacts,
  options: SqliteExaminationOptions,
): Promise<StoreExamination> {
  const layout = await layoutOf(session, options.busyTimeout ?? 10_000);
  const isOurs = layout.layout === currentLayout;
  const findings = [
    ...layout.findings,
    ...(await damagesOf(session, options.thorough ?? false)),
    ...(isOurs ? await driftOf(session) : []),
    ...(await databaseFindings(session)),
    ...fileFindings(session.path, file, options.mostWal ?? 67_108_864),
    ...(await lockFindings(session.path)),
  ];
  const [release = ''] = await session.column('SELECT sqlite_version()');
  const skipped = [
    'synchronous belongs to each connection: a store sets it to FULL, unless it is opened with durability: normal.',
  ];
  if (!isOurs) skipped.push('The tables were not looked at, as they are not of this release.');
  const facts = {
    library: `SQLite ${String(release)}`,
    layout: layout.layout === undefined ? 'none' : String(layout.layout),
    size: `${(file.size / 1e6).toFixed(1)} MB`,
  };
  return { facts, checked: sqliteCodes, skipped, findings };
}

interface LayoutFound {
  readonly layout: number | undefined;
  readonly findings: readonly StoreFinding[];
}

async function layoutOf({ database, path }: Session, patience: number): Promise<LayoutFound> {
  try {
    const found = await retryBusy(() => findLog(database, path), patience);
    if (found === undefined) {
      const advice = 'varve migrate makes them; or the store is another file.';
      return { layout: undefined, findings: [error('sqlite/layout-missing', 'The file is empty.', advice)] };
    }
    if (found.layout >= currentLayout) return { layout: found.layout, findings: [] };
    const text = `The tables are of layout ${found.layout}; this release has ${currentLayout}.`;
    const advice = 'varve migrate takes them there, and so does whoever opens the store for writing.';
    return { layout: found.layout, findings: [warning('sqlite/layout-older', text, advice)] };
  } catch (failure) {
    if (!(failure instanceof NewerStoreLayoutError)) throw failure;
    const advice = 'Install the release of @varve/runtime that wrote this file, or a later one.';
    return { layout: undefined, findings: [error('sqlite/layout-newer', failure.message, advice)] };
  }
}

async function damagesOf({ column }: Session, thorough: boolean): Promise<readonly StoreFinding[]> {
  const problems = await column(thorough ? 'PRAGMA integrity_check(5)' : 'PRAGMA quick_check(5)');
  if (problems.length === 1 && problems[0] === 'ok') return [];
  return problems.map((problem) => damaged(`The file is damaged: ${String(problem)}`));
}

const damaged = (found: string): StoreFinding =>
  error('sqlite/damaged', found, 'Stop writing to it, keep a copy as it is, and restore a backup.');

async function driftOf(session: Session): Promise<readonly StoreFinding[]> {
  const advice =
    'Somebody has changed what the store made. Change it back; varve migrate --dry-run for a new file prints what it was.';
  return (await compareLayouts(session)).map((found) => error('sqlite/schema-drift', found, advice));
}

async function databaseFindings({ column }: Session): Promise<readonly StoreFinding[]> {
  const findings: StoreFinding[] = [];
  const [mode] = await column('PRAGMA journal_mode');
  if (mode !== 'wal') {
    const found = `The journal mode is ${String(mode)}: readers and the writer wait for each other.`;
    findings.push(warning('sqlite/journal-mode', found, 'Opening the store for writing sets it to wal.'));
  }
  const [pageSize] = await column('PRAGMA page_size');
  if (Number(pageSize) < 4_096) {
    const found = `Pages have ${String(pageSize)} bytes, which makes large events slow.`;
    const advice = 'With nobody at work: PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM;';
    findings.push(warning('sqlite/page-size', found, advice));
  }
  return findings;
}

function fileFindings(path: string, file: FileFacts, mostWal: number): readonly StoreFinding[] {
  const findings: StoreFinding[] = [];
  const network = networkFileSystem(file.fileSystem);
  if (network !== undefined) {
    const found = `The file lies on ${network}, whose locks do not keep several machines apart.`;
    findings.push(error('sqlite/network-file-system', found, 'Move it to a disk of the machine, or use PostgreSQL.'));
  }
  if (file.walSize > mostWal) {
    const found = `The write-ahead log has ${(file.walSize / 1e6).toFixed(0)} MB: somebody has been reading for long, or nobody closes the store.`;
    findings.push(
      warning(
        'sqlite/write-ahead-log-large',
        found,
        'Find who keeps a read open; then PRAGMA wal_checkpoint(TRUNCATE);',
      ),
    );
  }
  if (file.nlink > 1) {
    const found =
      'The file has several names (hard links): whoever opens it by another one misses its write-ahead log.';
    findings.push(error('sqlite/several-links', found, 'Remove the other names.'));
  }
  if ((file.mode & 0o002) !== 0) {
    findings.push(warning('sqlite/file-permissions', 'Everybody may write the file.', `chmod o-w ${path}`));
  }
  if (file.foreign !== undefined) {
    const found = `${file.foreign} belongs to another user than the store.`;
    findings.push(warning('sqlite/file-permissions', found, 'Let all programs that open the store run as one user.'));
  }
  return findings;
}

/** Milliseconds for which a writer may hold the lock before it is called stuck: units are short. */
const longest = 1_000;

/**
 * Writes something and takes it back: what cannot be written SQLite opens for reading alone, and begins transactions there
 * as if nothing were the matter.
 */
function tryToWrite(database: SqliteDatabase): void {
  try {
    database.exec('BEGIN IMMEDIATE; PRAGMA user_version = 1');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}

async function lockFindings(path: string): Promise<readonly StoreFinding[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  let database: SqliteDatabase | undefined;
  try {
    const opened = new DatabaseSync(path, { timeout: 0 });
    database = opened;
    await retryBusy(() => tryToWrite(opened), longest);
    return [];
  } catch (failure) {
    if (isReadOnly(failure)) {
      return [
        warning('sqlite/read-only', 'This user may not write the file.', 'Run programs that append as its owner.'),
      ];
    }
    if (!isBusy(failure) && !(failure instanceof Error && 'code' in failure && failure.code === 'store-busy'))
      throw failure;
    const found = 'Another process has kept the file locked for writing for more than a second.';
    return [
      warning(
        'sqlite/locked',
        found,
        'Find it with fuser or lsof: a stopped process, or a tool with an open transaction.',
      ),
    ];
  } finally {
    database?.close();
  }
}
