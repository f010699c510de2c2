import { type CompileMemory, createCompileMemory } from '../compile/compile-memory.js';
import { toolIdentity } from '../host/tool-identity.js';

/** What runs in one process leave for the next. */
export interface Session {
  /** Of the code that runs, whatever becomes of its files meanwhile. */
  readonly identity: string;
  readonly compile: CompileMemory;
  /** Keys of users' files that hold every member wanted. */
  readonly complete: Set<string>;
  /** Whether nothing has run yet; afterwards a run is asked for only because something has changed. */
  isNew: boolean;
}

export function createSession(): Session {
  return { identity: toolIdentity(), compile: createCompileMemory(), complete: new Set(), isNew: true };
}
