/** Paths as keys: for looking them up, for comparing and for messages. */
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { PathSegment } from '../../model/step-model.js';

export type Path = readonly PathSegment[];

export const each: PathSegment = { kind: 'each' };
export const key = (name: string): PathSegment => ({ kind: 'key', name });

/** Tells segments apart: a key that is called `*` is not each element. */
export function segmentKey(segment: PathSegment): string {
  return segment.kind === 'each' ? '*' : `.${segment.name}`;
}

/** Tells paths apart. */
export function pathKey(path: Path): string {
  return path.map((segment) => segmentKey(segment).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}

export function isSamePath(left: Path, right: Path): boolean {
  return left.length === right.length && startsWith(left, right);
}

/** Whether a path is `start`, or leads further from there. */
export function startsWith(path: Path, start: Path): boolean {
  return start.every((segment, index) => {
    const other = path[index];
    return other !== undefined && segmentKey(other) === segmentKey(segment);
  });
}

/** As it is written in YAML: dotted, or as a JSON Pointer where a name would be misread. */
export function pathText(path: Path): string {
  if (path.length === 0) return 'the whole value';
  const plain = path.every((segment) => segment.kind === 'each' || /^[^./*?~][^.*?]*$/.test(segment.name));
  if (plain) return path.map(nameOf).join('.');
  return path.map((segment) => `/${nameOf(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const nameOf = (segment: PathSegment): string => (segment.kind === 'each' ? '*' : segment.name);

/** Paths up to and with each `*`, outer first. */
export function eachPrefixes(path: Path): readonly Path[] {
  return path.flatMap((segment, index) => (segment.kind === 'each' ? [path.slice(0, index + 1)] : []));
}

export const byPath = (left: Path, right: Path): number => byCodeUnit(pathKey(left), pathKey(right));
