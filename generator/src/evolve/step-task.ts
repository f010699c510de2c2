/** What a step has to do, and what is at hand for it. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Place } from '../diagnostics/place.js';
import type { DomainModel, IdPart } from '../model/domain-model.js';
import type { RefType, TypeModel } from '../model/type-model.js';
import type { StepModel } from '../model/step-model.js';
import type { Path } from './paths/path.js';

/** One of the two versions a step stands between. */
export interface StepEnd {
  readonly schemaVersion: number;
  readonly type: TypeModel;
  /** Its key. */
  readonly place: Place;
}

export interface StepTask {
  readonly model: DomainModel;
  /** As messages name it: `OrderPlaced`. */
  readonly owner: string;
  readonly kind: 'event' | 'command' | 'type' | 'state';
  readonly direction: 'up' | 'down';
  readonly from: StepEnd;
  readonly to: StepEnd;
  readonly declared: StepModel | undefined;
  /** Whether another version of the same thing has a declared step, so that the section is there to add to. */
  readonly hasSection: boolean;
  /** Parts of the stream's identity; none for types. */
  readonly id: readonly IdPart[];
  readonly named: NamedSteps;
}

/** What is known of the steps of named types. */
export interface NamedSteps {
  /** Whether a type's own steps lead from the version of a reference to another. */
  readonly leadTo: (from: RefType, schemaVersion: number) => boolean;
}

/** Where a step's mistakes go. `about` is a path of the new value that gets nothing because of it. */
export interface Findings {
  readonly add: (about: Path, make: () => Diagnostic) => void;
  /** For what is no mistake. */
  readonly note: (make: () => Diagnostic) => void;
  /** A path of the old value is given up because nobody needs it. */
  readonly lose: (path: Path) => void;
}

/** `OrderPlaced version 2`. */
export const named = ({ owner }: StepTask, { schemaVersion }: StepEnd): string =>
  `${owner} version ${String(schemaVersion)}`;
