import * as module from 'node:module';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

declare module 'node:module' {
  // Newer than the oldest platform we support, which its types describe.
  export const enableCompileCache: undefined | (() => unknown);
}

module.enableCompileCache?.();
// Most runs are over before optimised code pays for its making, which took a third of their processor time.
setFlagsFromString('--interrupt-budget=1000000');

const { start } = await import('./start.js');
await start(process);
