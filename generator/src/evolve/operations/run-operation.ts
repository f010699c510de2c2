/** Each operation in its own file; here they are told apart. */
import type { Filling, Scope, StepContext } from '../build/context.js';
import { adopt } from './adopt.js';
import { convert } from './convert.js';
import { custom } from './custom.js';
import { set } from './give-value.js';
import { map } from './map.js';
import { move } from './move.js';
import type { Operation } from './operation.js';

export function runOperation(run: Operation, scope: Scope, context: StepContext): Filling {
  const { operation } = run;
  switch (operation.kind) {
    case 'rename':
    case 'copy':
      return move({ ...run, operation }, scope, context);
    case 'set':
      return set({ ...run, operation }, context);
    case 'map':
      return map({ ...run, operation }, scope, context);
    case 'convert':
      return convert({ ...run, operation }, scope, context);
    case 'adopt':
      return adopt({ ...run, operation }, scope, context);
    case 'custom':
      return custom({ ...run, operation }, context);
  }
}
