/** What a step belongs to, and where it stands. */
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import type { Place } from '../../diagnostics/place.js';
import type { StepPath } from '../../model/step-model.js';
import { parsePath } from './step-path.js';

export interface StepOwner {
  /** As messages name it: `OrderPlaced`. */
  readonly owner: string;
  readonly kind: 'event' | 'command' | 'type' | 'state';
  /** Names of the parts of the identity; none for types and states, whose values lie in many streams. */
  readonly id: readonly string[];
  /** The declaration's value. */
  readonly place: Place;
}

export interface StepScope {
  readonly owner: StepOwner;
  readonly direction: 'upcast' | 'downcast';
  readonly scope: FileScope;
  /** The step's value. */
  readonly place: Place;
}

/** A path with where it is written; `undefined` when it is none, which is reported. */
export function bindPath(text: string, place: Place, { scope }: StepScope): StepPath | undefined {
  const parsed = parsePath(text);
  if (parsed.ok) return { text: text === '' ? 'the whole value' : text, segments: parsed.segments, place };
  const { problem, help } = parsed;
  scope.problems.push(report('step-path', { path: text, problem }, place, { help }));
  return undefined;
}
