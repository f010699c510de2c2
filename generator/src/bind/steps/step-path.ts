/** The text of a path → its segments, or what is wrong with it. */
import type { PathSegment } from '../../model/step-model.js';

export type ParsedPath =
  | { readonly ok: true; readonly segments: readonly PathSegment[] }
  | { readonly ok: false; readonly problem: string; readonly help: string | undefined };

/**
 * Dotted names, or a JSON Pointer for names with dots and question marks; the empty one is the whole value. `*` is each element in both; a pointer has no
 * other way of entering a list.
 */
export function parsePath(text: string): ParsedPath {
  if (text.startsWith('/')) return parsePointer(text);
  if (text === '') return { ok: true, segments: [] };
  const foreign = foreignProblem(text);
  if (foreign !== undefined) return foreign;
  const names = text.split('.');
  if (!names.includes('')) return { ok: true, segments: names.map(segment) };
  return refused('a name is missing beside a dot', `A field whose name has a dot is named by a JSON Pointer: /a.b`);
}

function parsePointer(text: string): ParsedPath {
  if (/~(?![01])/.test(text))
    return refused('~ is followed by neither 0 nor 1', 'In a JSON Pointer ~0 is ~ and ~1 is /.');
  const names = text.slice(1).split('/');
  return { ok: true, segments: names.map((name) => segment(name.replaceAll('~1', '/').replaceAll('~0', '~'))) };
}

const refused = (problem: string, help?: string): ParsedPath => ({ ok: false, problem, help });

const segment = (name: string): PathSegment => (name === '*' ? { kind: 'each' } : { kind: 'key', name });

const brackets = /\[(?:\*|[0-9]*)\]/g;

/** How others write paths, and the question mark that belongs to declarations. */
function foreignProblem(text: string): ParsedPath | undefined {
  if (text.startsWith('$.')) return refused('it starts at the value itself', `Write ${text.slice(2)}`);
  const starred = text.replaceAll(brackets, '.*');
  if (starred !== text) return refused('each element of a list is *, without brackets', `Write ${starred}`);
  const plain = text.replaceAll(/\?(?=\.|$)/g, '');
  if (plain === text) return undefined;
  const help = `Write ${plain}; a field whose name ends in ? is named by a JSON Pointer: ${pointerTo(text)}`;
  return refused('names in it have no ?', help);
}

/** The same names as a JSON Pointer, which takes any. */
function pointerTo(text: string): string {
  const names = text.split('.').map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'));
  return `/${names.join('/')}`;
}
