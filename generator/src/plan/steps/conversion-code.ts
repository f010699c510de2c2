import type { Conversion, Rounding } from '../../model/step-model.js';
import { literal } from '../../naming/literal.js';
import { call, object, type Code } from '../layout/code.js';
import type { ModuleScope } from '../names/module-scope.js';

/** A value converted; `undefined` at run time where a partial conversion gives nothing. */
export function conversionCode(by: Conversion, value: string, scope: ModuleScope): Code {
  switch (by.name) {
    case 'to-string':
      return call(scope.door('toText'), value);
    case 'to-list':
      return `[${value}]`;
    case 'first':
      return `${value}[0]`;
    case 'integer-to-number':
      return value;
    case 'integer-to-bigint':
      return call('BigInt', value);
    case 'integer-to-decimal':
      return call(scope.door('integerToDecimal'), value);
    case 'number-to-decimal':
      return call(scope.door('numberToDecimal'), value, roundingCode(by));
    case 'minor-units':
      return call(scope.door('toMinorUnits'), value, roundingCode(by));
    case 'from-minor-units':
      return call(scope.door('fromMinorUnits'), value, roundingCode(by));
    case 'epoch-ms-to-instant':
      return call(scope.door('epochMillisecondsToInstant'), value);
    case 'epoch-s-to-instant':
      return call(scope.door('epochSecondsToInstant'), value);
    case 'date-to-instant':
      return call(scope.door('dateToInstant'), value, literal(by.zone));
    case 'parse-integer':
      return call(scope.door('parseInteger'), value);
    case 'parse-number':
      return call(scope.door('parseNumber'), value);
    case 'parse-decimal':
      return call(scope.door('parseDecimal'), value);
    case 'parse-instant':
      return call(scope.door('parseInstant'), value);
  }
}

const roundingCode = ({ scale, round }: { readonly scale: number; readonly round: Rounding }): Code =>
  object([
    ['scale', String(scale)],
    ['round', literal(round)],
  ]);
