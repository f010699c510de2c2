import type { DiskEntry } from '../host/host.js';

/** Why an entry cannot be written, as the second half of a sentence. */
export function obstacle({ by, at }: Extract<DiskEntry, { readonly kind: 'blocked' }>): string {
  switch (by) {
    case 'outside':
      return `${at} lies outside the project, or has a name that not every system can store`;
    case 'symlink':
      return `${at} is a symbolic link`;
    case 'not-a-file':
      return `something that is no regular file stands at ${at}`;
    case 'other-case':
      return `${at} differs from it by upper and lower case only`;
  }
}
