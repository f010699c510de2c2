/** Which functions of the user a step calls, through the steps of types that it runs. */
import { byCodeUnit } from '../../naming/by-code-unit.js';
import type { Draft, NamedStep } from './draft.js';

/** A step of a named type: what it calls itself, and which other steps it runs. */
export interface NamedDraft {
  readonly context: string;
  readonly name: string;
  /** The newer of its two versions. */
  readonly schemaVersion: number;
  readonly direction: 'up' | 'down';
  readonly draft: Draft;
}

export interface Needs {
  /** Contexts of types whose functions are called, sorted. */
  readonly customTypes: (draft: Draft) => readonly string[];
}

const noContexts: readonly string[] = [];

export function createNeeds(steps: readonly NamedDraft[]): Needs {
  const byKey = new Map(steps.map((step) => [keyOf(step, step.schemaVersion, step.direction), step]));
  return {
    customTypes(draft) {
      if (draft.steps.length === 0) return noContexts;
      const contexts = new Set<string>();
      const seen = new Set<string>();
      const pending = draft.steps.flatMap(keysOf);
      for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
        const step = byKey.get(key);
        if (step === undefined || seen.has(key)) continue;
        seen.add(key);
        if (step.draft.callsCustom) contexts.add(step.context);
        pending.push(...step.draft.steps.flatMap(keysOf));
      }
      return [...contexts].sort(byCodeUnit);
    },
  };
}

const keyOf = (
  { context, name }: Pick<NamedDraft, 'context' | 'name'>,
  schemaVersion: number,
  direction: string,
): string => `${context}.${name}@${String(schemaVersion)} ${direction}`;

/** Every single step from one version to the other. */
function keysOf({ type, to }: NamedStep): readonly string[] {
  const from = type.schemaVersion;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const between = Array.from({ length: high - low }, (_none, index) => low + 1 + index);
  return between.map((newer) => keyOf(type, newer, to > from ? 'up' : 'down'));
}
