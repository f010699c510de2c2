import type { Brand } from '../message/identifiers.js';
import { anyText, anyTextCapture, exactForm, exactJson, oneOf } from './json-pattern.js';
import { isCleanText } from './text-formats.js';
import { isWritten, leaf, type Shape } from './shape.js';

/** A string that an open enum does not know: written by newer code, and kept. */
export type Unrecognised = Brand<string, 'Unrecognised'>;

/** One of these strings and no other. */
/* @__NO_SIDE_EFFECTS__ */
export function enumeration<const Member extends string>(members: readonly Member[]): Shape<Member> {
  const known = new Set<unknown>(members);
  return leaf({
    accepts: (value) => known.has(value),
    explain(value, _mode, problems) {
      if (typeof value !== 'string') problems.expected('a string', value);
      else problems.add('enum', `is none of ${members.map((member) => JSON.stringify(member)).join(', ')}`);
    },
    pattern: () => oneOf(members.map(exactJson)),
    capture: () => ({ ...anyTextCapture, form: members.map(exactForm).join('|') }),
    structure: { kind: 'enum', members },
  });
}

/** One of these strings, or any other that newer code may have written. */
/* @__NO_SIDE_EFFECTS__ */
export function openEnum<const Member extends string>(members: readonly Member[]): Shape<Member | Unrecognised> {
  const known = new Set<unknown>(members);
  return leaf({
    accepts: (value, mode) =>
      known.has(value) || (typeof value === 'string' && (!isWritten(mode) || isCleanText(value))),
    explain(value, _mode, problems) {
      if (typeof value !== 'string') problems.expected('a string', value);
      else problems.add('unrepresentable', 'contains a NUL character or a lone surrogate');
    },
    pattern: () => anyText,
    capture: () => anyTextCapture,
    structure: { kind: 'open', members },
  });
}
