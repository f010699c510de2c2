/** `convert`: one old value made into another kind of value. */
import { closestName } from '../../diagnostics/did-you-mean.js';
import { atValue, atKey, child, type Place } from '../../diagnostics/place.js';
import type { Conversion, StepOperation } from '../../model/step-model.js';
import type { RawConversion } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { listed } from '../schema-versions.js';
import { bindPath, type StepScope } from './step-scope.js';
import { bindConstant } from './step-values.js';

type ConvertOperation = Extract<StepOperation, { readonly kind: 'convert' }>;

/** The conversion for the new path `to`; `undefined` when something about it is wrong, which is reported. */
export function bindConversion(
  to: ConvertOperation['to'],
  raw: RawConversion,
  step: StepScope,
): ConvertOperation | undefined {
  const place = atValue(to.place);
  const from = raw.from === undefined ? to : bindPath(raw.from, child(place, 'from'), step);
  const otherwise = raw.else === undefined ? undefined : bindConstant(raw.else, child(place, 'else'), step);
  const by = conversionOf(raw, place, step);
  refuseParameters(raw, place, step);
  if (from === undefined || by === undefined) return undefined;
  return { kind: 'convert', to, from, by, otherwise, place };
}

type Parameter = 'scale' | 'round' | 'zone';

const examples: Readonly<Record<Parameter, string>> = {
  scale: 'the number of decimal places, as in scale: 2',
  round: 'what becomes of further digits, as in round: half-even',
  zone: 'the time zone in which the day starts, as in zone: Europe/Berlin',
};

function parametersOf(by: Conversion['name']): readonly Parameter[] {
  switch (by) {
    case 'number-to-decimal':
    case 'minor-units':
    case 'from-minor-units':
      return ['scale', 'round'];
    case 'date-to-instant':
      return ['zone'];
    default:
      return [];
  }
}

function refuseParameters({ by, ...raw }: RawConversion, place: Place, { scope }: StepScope): void {
  const wanted = parametersOf(by);
  for (const parameter of ['scale', 'round', 'zone'] as const) {
    if (raw[parameter] === undefined || wanted.includes(parameter)) continue;
    const at = atKey(child(place, parameter));
    scope.problems.push(report('conversion-parameter', { conversion: by, parameter }, at));
  }
}

function conversionOf(raw: RawConversion, place: Place, step: StepScope): Conversion | undefined {
  const { by, scale, round, zone } = raw;
  const missing = parametersOf(by).filter((parameter) => raw[parameter] === undefined);
  if (missing.length > 0) {
    const example = missing.map((parameter) => examples[parameter]).join(', and ');
    const parameters = { conversion: by, parameter: listed(missing), example };
    step.scope.problems.push(report('conversion-incomplete', parameters, child(place, 'by')));
  }
  switch (by) {
    case 'number-to-decimal':
    case 'minor-units':
    case 'from-minor-units':
      return scale === undefined || round === undefined ? undefined : { name: by, scale, round };
    case 'date-to-instant':
      return zone === undefined || !isZone(zone, child(place, 'zone'), step) ? undefined : { name: by, zone };
    default:
      return { name: by };
  }
}

function isZone(zone: string, place: Place, { scope }: StepScope): boolean {
  if (isKnownZone(zone)) return true;
  const meant = closestName(zone, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
  const help = meant === undefined ? undefined : `Did you mean ${meant}?`;
  scope.problems.push(report('zone-unknown', { zone: zone === '' ? 'An empty text' : zone }, place, { help }));
  return false;
}

/** Newer versions of Node take offsets such as +02:00 besides; a day there has no summer. */
function isKnownZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
