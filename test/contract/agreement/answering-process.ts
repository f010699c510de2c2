import { fork } from 'node:child_process';
import type { Lease } from '../../../runtime/src/store/lease.js';
import type { Operation } from './operation.js';
import type { Address, Reply, Request } from './questions.js';

/** What is known of a log by all who are asked about it. */
export interface Known {
  seen: readonly string[];
  leases: readonly Lease[];
}

/** A process that answers for a store, several questions at a time if need be. */
export interface AnsweringProcess {
  open(address: Address): Promise<void>;
  /** The answer as `ask` gives it; adds to `known`. */
  ask(operation: Operation, known: Known): Promise<unknown>;
  close(): Promise<void>;
  end(): void;
}

/** @param program `children/answer.ts`, built */
export function startAnswering(program: string): AnsweringProcess {
  const child = fork(program, { serialization: 'advanced' });
  const waiting = new Map<number, (reply: Reply) => void>();
  let requests = 0;
  child.on('message', ({ id, reply }: { readonly id: number; readonly reply: Reply }) => {
    waiting.get(id)?.(reply);
    waiting.delete(id);
  });
  child.on('exit', (code, signal) => {
    for (const answer of waiting.values()) answer({ failure: `The process ended with ${String(code ?? signal)}.` });
  });
  const send = async (request: Request): Promise<Reply> => {
    requests += 1;
    const id = requests;
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(id, resolve);
      child.send({ id, request });
    });
    if (reply.failure !== undefined) throw new Error(reply.failure);
    return reply;
  };
  return {
    async open(address) {
      await send({ kind: 'open', address });
    },
    async ask(operation, known) {
      const { answer, seen = [], leases = [] } = await send({ kind: 'ask', operation, ...known });
      if (seen.length > known.seen.length) known.seen = seen;
      if (leases.length > known.leases.length) known.leases = leases;
      return answer;
    },
    async close() {
      await send({ kind: 'close' });
    },
    end: () => void child.kill('SIGKILL'),
  };
}
