export function cruiseFolders(
  folders: readonly string[],
  baseDir?: string,
): Promise<{ readonly broken: readonly string[]; readonly modules: number }>;
