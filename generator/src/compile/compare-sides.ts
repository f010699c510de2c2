import { additionOf } from '../check/compat/change-words.js';
import { compareDomains } from '../check/compat/compare/compare-domains.js';
import { words } from '../check/compat/compat-rule.js';
import { type JudgedChange, judgeChanges } from '../check/compat/run-compat.js';
import type { Audience } from '../diagnostics/diagnostic.js';
import type { DomainShapes } from '../model/domain-shapes.js';
import type { Side } from './read-baseline.js';
import { during } from './stage-error.js';

/** One difference between two states of the schemas, for people and programs. */
export interface Difference {
  readonly kind: string;
  /** The rule that speaks of it; `undefined` for what is only new. */
  readonly code: string | undefined;
  readonly subject: { readonly kind: string; readonly name: string };
  readonly versions: { readonly from: number; readonly to: number } | undefined;
  /** As in steps; empty for the whole. */
  readonly path: string;
  readonly breaks: readonly Audience[];
  readonly message: string;
}

/** In the order of kinds and names. `before` may be all of a side, or what it has promised. */
export function compareSides(before: DomainShapes, after: Side, isStrict: boolean): readonly Difference[] {
  return during('check', undefined, () => {
    const changes = compareDomains({ before, after: after.shapes, isStrict, stepTo: after.stepTo });
    return judgeChanges(changes, after.lifted).map(differenceOf);
  });
}

function differenceOf({ change, rule, breaks }: JudgedChange): Difference {
  const { kind, subject, versions, path } = change;
  const name = subject.context === '' ? subject.name : `${subject.context}.${subject.name}`;
  const message = rule === undefined ? additionOf(kind, { ...words(change) }) : rule.describe(change).message;
  return { kind, code: rule?.code, subject: { kind: subject.kind, name }, versions, path, breaks, message };
}
