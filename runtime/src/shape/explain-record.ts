import { explainAt } from './containers.js';
import { explainKey } from './json-shape.js';
import { isPlainObject, ownValue, type PlainObject } from './plain-object.js';
import type { Problems } from './problem.js';
import type { RecordLayout } from './record-operations.js';
import { isMade, lenient, type Mode, type Operations, reading } from './shape.js';

/** Names every problem of what should be an object with these fields. */
export function explainRecord(layout: RecordLayout, value: unknown, mode: Mode, problems: Problems): void {
  if (!isPlainObject(value)) return problems.expected('an object', value);
  const written = (mode & reading) === 0;
  for (const { name, shape, mayMiss, mayMissOnWrite } of layout.fields) {
    if (Object.hasOwn(value, name)) explainAt(shape, { at: name, value: value[name] }, mode, problems);
    else if (!(isMade(mode) ? mayMissOnWrite : mayMiss))
      problems.within(name, () => problems.add('missing', 'is missing'));
  }
  const { extra } = layout;
  if (extra === undefined) {
    if ((mode & lenient) === 0) explainUnknown(layout, value, problems);
  } else if (written) explainExtra(layout, extra, value, problems);
  else explainFurther(layout, extra, value, { mode, problems });
}

function explainUnknown({ names }: RecordLayout, value: PlainObject, problems: Problems, except?: string): void {
  for (const key of Object.keys(value)) {
    if (!names.has(key) && key !== except) problems.within(key, () => problems.add('unknown', 'is no declared field'));
  }
}

/** Further keys of an open object in JSON, beside its fields. */
function explainFurther(
  { names }: RecordLayout,
  extra: Operations,
  wire: PlainObject,
  { mode, problems }: { readonly mode: Mode; readonly problems: Problems },
): void {
  for (const key of Object.keys(wire)) {
    if (!names.has(key)) explainAt(extra, { at: key, value: wire[key] }, mode, problems);
  }
}

/** Further keys of an open object in memory, in its `extra`. */
function explainExtra(layout: RecordLayout, extra: Operations, value: PlainObject, problems: Problems): void {
  explainUnknown(layout, value, problems, 'extra');
  if (!Object.hasOwn(value, 'extra')) return;
  const further = ownValue(value, 'extra');
  problems.within('extra', () => {
    if (!isPlainObject(further)) return problems.expected('an object', further);
    for (const key of Object.keys(further)) {
      explainKey(key, problems);
      if (layout.names.has(key))
        problems.within(key, () => problems.add('unknown', 'is a declared field, not an extra one'));
      else explainAt(extra, { at: key, value: further[key] }, 0, problems);
    }
  });
}
