/** Mends a step by its own findings: pastes what their help says, until nothing is found any more. */
import { parse } from 'yaml';
import type { Diagnostic } from '../../generator/src/diagnostics/diagnostic.js';
import { pathOf, isSpan } from '../../generator/src/diagnostics/place.js';
import type { AnyStep, Operations } from './any-step.js';

type Direction = 'up' | 'down';

/** The step with one way out of each finding taken; `undefined` where there is none. */
export function mended(step: AnyStep, diagnostics: readonly Diagnostic[], choice: number): AnyStep | undefined {
  let { up, down } = step;
  let isChanged = false;
  for (const diagnostic of diagnostics) {
    const direction = directionOf(diagnostic);
    const ways = waysIn(diagnostic.help ?? '');
    const way = ways[choice % Math.max(1, ways.length)];
    const before = direction === 'up' ? up : (down ?? {});
    const after = way === undefined ? without(before, choice) : merged(before, way);
    if (after === undefined) continue;
    isChanged = true;
    if (direction === 'up') up = after;
    else down = after;
  }
  return isChanged ? { ...step, up, down } : undefined;
}

/** Findings of the way down stand at its step. */
function directionOf({ at }: Diagnostic): Direction {
  if (at === undefined || isSpan(at)) return 'up';
  return pathOf(at).includes('downcast') ? 'down' : 'up';
}

const operationNames = ['rename', 'copy', 'set', 'fill', 'drop', 'map', 'convert', 'adopt', 'custom', 'lossy'];

/** Operations in the lines of a help, without those that leave something to be thought of. */
export function waysIn(help: string): readonly Operations[] {
  return help.split('\n').flatMap((line) => {
    const [, text = ''] = /^[^:]*: {3,}(.*)$/.exec(line) ?? [];
    if (text === '' || text.includes('…')) return [];
    const said = operationsIn(parse(`{ ${text} }`) as Readonly<Record<string, unknown>>);
    return said === undefined ? [] : [said];
  });
}

function operationsIn(written: Readonly<Record<string, unknown>>): Operations | undefined {
  const [[name, inner] = []] = Object.entries(written);
  if (name === 'upcast' || name === 'downcast' || name === '2')
    return operationsIn(inner as Readonly<Record<string, unknown>>);
  return name !== undefined && operationNames.includes(name) ? (written as Operations) : undefined;
}

/** Beside what is there; a second word on the same path takes the place of the first. */
function merged(before: Operations, way: Operations): Operations {
  const after: Record<string, object> = { ...before };
  for (const [name, said] of Object.entries(way)) {
    const known = after[name];
    if (typeof said !== 'object') return way;
    if (Array.isArray(said))
      after[name] = [...new Set([...((known as unknown[] | undefined) ?? []), ...(said as unknown[])])];
    else after[name] = { ...known, ...said };
  }
  return after;
}

/** Less one of its operations. */
function without(before: Operations, choice: number): Operations | undefined {
  const names = Object.keys(before);
  const name = names[choice % Math.max(1, names.length)];
  const said = name === undefined ? undefined : before[name];
  if (name === undefined || said === undefined) return undefined;
  const { [name]: _gone, ...others } = before;
  const keys = Object.keys(said);
  const key = keys[choice % Math.max(1, keys.length)];
  if (keys.length < 2 || key === undefined) return others;
  const rest = Array.isArray(said)
    ? said.filter((_each, index) => String(index) !== key)
    : Object.fromEntries(Object.entries(said).filter(([each]) => each !== key));
  return { ...others, [name]: rest };
}
