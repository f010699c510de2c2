import type { Audience, Diagnostic, Severity } from '../../diagnostics/diagnostic.js';
import type { Change } from './compare/change.js';

/** What one kind of difference means for others. */
export interface CompatRule {
  /** `compat/` and the kind of change; its file has the same name without the stage. */
  readonly code: `compat/${Change['kind']}`;
  /** Why anybody wants to know, one sentence. */
  readonly purpose: string;
  /** The rule about the opposite change, or why there is none. */
  readonly mirror: `compat/${Change['kind']}` | { readonly none: string };
  /** Whom the change breaks; nobody, when there is nothing to say. */
  readonly breaks: (change: Change, lifted: Lifted) => readonly Audience[];
  /** What it counts as, where that is not for those who break to say. */
  readonly severity?: Severity;
  readonly describe: (change: Change) => Diagnostic;
}

/** What steps between two versions take from those who would break. */
export interface Lifted {
  /** Old values become new ones before anybody looks at them. */
  readonly up: boolean;
  /** New values can be written as old ones. */
  readonly down: boolean;
}

interface CodeBreaks {
  /** Whether TypeScript that used the older version has to be changed. */
  readonly code: boolean | ((change: Change) => boolean);
}

/** For changes of shapes: old values refused break what is stored, or who sends; new ones refused break readers. */
export function byRefusal({ code }: CodeBreaks): CompatRule['breaks'] {
  return (change, lifted) => {
    const { subject, refusesOld, refusesNew } = change;
    const isCommand = subject.kind === 'command';
    const oldBreaks = refusesOld && !lifted.up;
    return [
      ...(oldBreaks && !isCommand ? (['stored'] as const) : []),
      ...(refusesNew && !lifted.down && !isCommand ? (['readers'] as const) : []),
      ...((typeof code === 'boolean' ? code : code(change)) ? (['code'] as const) : []),
      ...(oldBreaks && isCommand ? (['senders'] as const) : []),
    ];
  };
}

/** For changes that break the same people wherever they happen. */
export function always(...audiences: readonly Audience[]): CompatRule['breaks'] {
  return () => audiences;
}

/** What messages are filled with. */
export interface ChangeWords {
  /** `OrderPlaced 4`, or `OrderPlaced` for what concerns all versions. */
  readonly name: string;
  /** `version 3`. */
  readonly old: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export function words({ subject, versions, path, before, after }: Change): ChangeWords {
  return {
    name: versions === undefined ? subject.name : `${subject.name} ${String(versions.to)}`,
    old: versions === undefined ? 'the released one' : `version ${String(versions.from)}`,
    path: path === '' ? 'its data' : path,
    before,
    after,
  };
}
