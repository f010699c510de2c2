const deviceNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
// Control characters, and what Windows forbids in names: the same project is checked out on other machines.
const forbidden = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/**
 * Whether a path names a file that a project may have on any system: relative, posix, no `..`, no empty or device
 * names, nothing that ends in a dot or a blank, and nothing of Git's or npm's own folders.
 */
export function isProjectPath(path: string): boolean {
  if (path === '' || path.length > 1000 || path.startsWith('/')) return false;
  return path.split('/').every(isSafeSegment);
}

function isSafeSegment(segment: string): boolean {
  if (segment === '' || segment === '.' || segment === '..' || segment.length > 255) return false;
  if (/[. ]$/.test(segment) || forbidden.test(segment) || deviceNames.test(segment)) return false;
  const folded = segment.toLowerCase();
  return folded !== '.git' && folded !== 'node_modules';
}

/** The folder of a posix path; empty for a name without folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
