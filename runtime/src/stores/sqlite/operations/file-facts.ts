// What the file system tells of a store. Types of Node's are stated here: this package's rely on no environment's.

interface Stats {
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly nlink: number;
}

interface FileSystem {
  stat(path: string): Promise<Stats>;
  statfs(path: string): Promise<{ readonly type: number }>;
}

export interface FileFacts extends Stats {
  /** Number of the kind of file system, where the platform has such numbers. */
  readonly fileSystem: number | undefined;
  /** Of the write-ahead log beside it; 0 where there is none. */
  readonly walSize: number;
  /** A file beside it that belongs to somebody else, so that one of them cannot write. */
  readonly foreign: string | undefined;
}

const fileSystemModule: string = 'node:fs/promises';

export async function readFileFacts(path: string): Promise<FileFacts> {
  const { stat, statfs } = (await import(fileSystemModule)) as FileSystem;
  const file = await stat(path);
  const { size, mode, uid, nlink } = file;
  const beside = async (suffix: string): Promise<Stats | undefined> => stat(path + suffix).catch(() => undefined);
  const wal = await beside('-wal');
  const shared = await beside('-shm');
  const foreign = [
    { name: `${path}-wal`, stats: wal },
    { name: `${path}-shm`, stats: shared },
  ].find(({ stats }) => stats !== undefined && stats.uid !== uid)?.name;
  const fileSystem = await statfs(path).then(
    ({ type }) => type,
    () => undefined,
  );
  return { size, mode, uid, nlink, fileSystem, walSize: wal?.size ?? 0, foreign };
}

/** As Linux numbers them. */
const networkFileSystems: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x01021997, '9P'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
  [0x786f4256, 'VirtualBox'],
]);

/** The name of a file system whose files other machines can open, too. */
export function networkFileSystem(type: number | undefined): string | undefined {
  return type === undefined ? undefined : networkFileSystems.get(type >>> 0);
}
