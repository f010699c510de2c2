import { writeSync } from 'node:fs';
import type { EventId, StreamName } from '../../../runtime/src/message/identifiers.js';
import type { NewStoredEvent } from '../../../runtime/src/store/stored-event.js';

/** Prints a line at once: it has left this process when the call returns, whatever happens next. */
export function say(line: string): void {
  writeSync(1, `${line}\n`);
}

export function parameter(index: number): string {
  const value = process.argv[2 + index];
  if (value === undefined) throw new Error(`Parameter ${index} is missing.`);
  return value;
}

export function stream(text: string): StreamName {
  return text as StreamName;
}

/** A batch whose events name it, so that whoever reads them can tell whether all are there. */
export function batch(name: string, size: number): readonly NewStoredEvent[] {
  return Array.from({ length: size }, (_, index) => ({
    eventId: crypto.randomUUID() as EventId,
    type: 'faults.Written',
    schemaVersion: 1,
    data: JSON.stringify({ batch: name, index, size, filling: 'x'.repeat(100) }),
    metadata: '{}',
  }));
}

/** Resolves when the parent writes something. */
export function signalFromParent(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('data', () => {
      process.stdin.destroy();
      resolve();
    });
  });
}
