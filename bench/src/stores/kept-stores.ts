import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenParticipant, Participant } from '../runtime/participant.js';
import type { Field } from '../runtime/store-row.js';

export interface KeptStores {
  readonly field: Field;
  close(): Promise<void>;
}

/** Stores that are opened once and stay open from one row to the next: filling them takes longer than reading. */
export function keptStores(field: Field, scratch: string): KeptStores {
  const closing: (() => Promise<void>)[] = [];
  const keep = (open: OpenParticipant): OpenParticipant => {
    let lent: Promise<Participant> | undefined;
    const lend = async (): Promise<Participant> => {
      const participant = await open(await mkdtemp(join(scratch, 'kept-')));
      closing.push(() => participant.close());
      return { ...participant, close: async () => undefined };
    };
    return () => (lent ??= lend());
  };
  return {
    field: Object.fromEntries(Object.entries(field).map(([side, open]) => [side, keep(open)])),
    async close() {
      for (const close of closing) await close();
    },
  };
}
