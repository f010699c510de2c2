/** `map`: tables from old to new values. */
import { atValue, child, type Place } from '../../diagnostics/place.js';
import type { MapEntry, StepConstant, StepOperation } from '../../model/step-model.js';
import type { JsonValue } from '../../model/type-model.js';
import type { RawLongMapping, RawMapping } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { entriesInOrder } from '../file-scope.js';
import { bindPath, type StepScope } from './step-scope.js';
import { bindConstant } from './step-values.js';

type MapOperation = Extract<StepOperation, { readonly kind: 'map' }>;
type Table = Pick<MapOperation, 'from' | 'entries' | 'otherwise'>;

/** The table for the new path `to`; `undefined` when a path is none, which is reported. */
export function bindMapping(to: MapOperation['to'], raw: RawMapping, step: StepScope): MapOperation | undefined {
  const place = atValue(to.place);
  const table = isLong(raw) ? bindLong(raw, place, step) : bindShort(raw, place, step);
  return table === undefined ? undefined : { kind: 'map', to, ...table, place };
}

const isLong = (raw: RawMapping): raw is RawLongMapping => Array.isArray(raw['values']);

/** Keys are texts; `_` is any other value. */
function bindShort(raw: Readonly<Record<string, JsonValue>>, place: Place, step: StepScope): Table {
  let otherwise: StepConstant | undefined;
  const entries: MapEntry[] = [];
  for (const [old, value] of entriesInOrder(raw, step.scope)) {
    const constant = bindConstant(value, child(place, old), step);
    if (old === '_') otherwise = constant;
    else if (constant !== undefined) entries.push({ old, new: constant.value, place: constant.place });
  }
  return { from: undefined, entries, otherwise };
}

function bindLong(raw: RawLongMapping, place: Place, step: StepScope): Table | undefined {
  const from = raw.from === undefined ? undefined : bindPath(raw.from, child(place, 'from'), step);
  const entries = bindEntries(raw.values, child(place, 'values'), step);
  const otherwise = raw.else === undefined ? undefined : bindConstant(raw.else, child(place, 'else'), step);
  return raw.from !== undefined && from === undefined ? undefined : { from, entries, otherwise };
}

function bindEntries(values: RawLongMapping['values'], list: Place, step: StepScope): readonly MapEntry[] {
  const { problems } = step.scope;
  const first = new Map<JsonValue, Place>();
  return values.flatMap(([old, value], index) => {
    const place = child(list, index);
    const at = child(place, 0);
    const related = [{ at: first.get(old) ?? at, message: 'First here:' }];
    if (typeof old === 'object' && old !== null) {
      problems.push(report('map-value-misfit', { found: Array.isArray(old) ? 'a list' : 'a mapping' }, at));
    } else if (first.has(old)) {
      problems.push(report('map-value-twice', { value: old === '' ? 'The empty text' : String(old) }, at, { related }));
    } else {
      first.set(old, at);
      const constant = bindConstant(value, child(place, 1), step);
      if (constant !== undefined) return [{ old, new: constant.value, place }];
    }
    return [];
  });
}
