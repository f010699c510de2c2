import { relative, sep } from 'node:path';

/** How a path below `root` is called from `base`; as it is when `root` does not lie below `base`. */
export function pathFrom(base: string, root: string, path: string): string {
  const between = relative(base, root).split(sep).join('/');
  const isBelow = between !== '' && !/^(?:\.\.(?:\/|$)|\/|[A-Za-z]:)/.test(between);
  return isBelow ? `${between}/${path}` : path;
}
