import type { Read } from '../../model/evolution-model.js';
import { isDeclarableName } from '../../naming/reserved-words.js';
import { constName, type ModuleScope } from '../names/module-scope.js';

/** Names of one function's parameters and variables. */
export interface LocalNames {
  /** `ideal` where it is free in the function, and means nothing else in the file. */
  take(ideal: string): string;
  /** Names of a function inside, which sees these. */
  inside(): LocalNames;
}

/** The same local name may stand in every function of a file: the file's scope knows it once. */
export function createLocalNames(scope: ModuleScope, outer: Iterable<string> = []): LocalNames {
  const taken = new Set(outer);
  return {
    inside: () => createLocalNames(scope, taken),
    take(ideal) {
      const base = declarable(ideal);
      let name = base;
      for (let number = 2; taken.has(name); number += 1) name = `${base}${String(number)}`;
      taken.add(name);
      return scope.claim(`local ${name}`, name);
    },
  };
}

function declarable(ideal: string): string {
  if (isDeclarableName(ideal)) return ideal;
  const longer = `${ideal}Value`;
  return isDeclarableName(longer) ? longer : 'value';
}

/** What a value is called that was read: its key in camel case. */
export function nameOfRead({ keys }: Read): string {
  const last = keys.at(-1);
  return last === undefined ? 'value' : constName(last.name);
}

/** What one of several is called: `line` of `lines`. */
export function nameOfElement(read: Read, otherwise: 'item' | 'value'): string {
  const name = nameOfRead(read);
  if (name.endsWith('ies') && name.length > 4) return `${name.slice(0, -3)}y`;
  const single = name.slice(0, -1);
  return name.endsWith('s') && !name.endsWith('ss') && isDeclarableName(single) ? single : otherwise;
}
