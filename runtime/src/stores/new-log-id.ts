declare const crypto: { randomUUID(): string };

/** Identity of a new log: a random UUID. */
export function newLogId(): string {
  return crypto.randomUUID();
}
