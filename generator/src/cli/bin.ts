import * as module from 'node:module';
import process from 'node:process';

declare module 'node:module' {
  // Newer than the oldest platform we support, which its types describe.
  export const enableCompileCache: undefined | (() => unknown);
}

module.enableCompileCache?.();

const { start } = await import('./start.js');
await start(process);
