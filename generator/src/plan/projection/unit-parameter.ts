import type { ModuleScope } from '../names/module-scope.js';

/** The type parameter that stands for the units of whatever store a context is opened on. */
export interface UnitParameter {
  readonly name: string;
  readonly declaration: string;
}

/** Declares it in the file. Left out, it is what every store has. */
export function unitParameter(scope: ModuleScope): UnitParameter {
  const name = scope.claim('unit', 'U');
  const type = scope.doorType('Unit');
  return { name, declaration: `${name} extends ${type} = ${type}` };
}
