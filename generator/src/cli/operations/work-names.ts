/** What the name of a checkpoint, a lease or parked events says of whose they are. */
export interface WorkName {
  readonly kind: 'projection' | 'process' | 'processor';
  /** `<context>.<Projection>`, or the processor's own. */
  readonly name: string;
  /** Of the generation of a projection. */
  readonly hash?: string;
  readonly slice?: string;
}

/** `projection:<name>@<hash>`, with `#<slice>/<slices>` behind it where there are several. */
export function workNameOf(text: string): WorkName {
  const [, name, hash, slice] = /^projection:([^@]+)@([^#]+)(?:#([0-9]+\/[0-9]+))?$/s.exec(text) ?? [];
  if (name !== undefined && hash !== undefined) {
    return { kind: 'projection', name, hash, ...(slice === undefined ? {} : { slice }) };
  }
  const [, process] = /^process:(.+)$/s.exec(text) ?? [];
  return process === undefined ? { kind: 'processor', name: text } : { kind: 'process', name: process };
}

/** Places of a log between two of them, as a store of numbers writes them; `undefined` for others. */
export function placesBetween(earlier: string | undefined, later: string | undefined): number | undefined {
  const count = (text: string): number | undefined => (/^[0-9]{1,15}$/.test(text) ? Number(text) : undefined);
  if (later === undefined) return 0;
  const [from, to] = [count(earlier ?? '0'), count(later)];
  return from === undefined || to === undefined ? undefined : Math.max(0, to - from);
}
