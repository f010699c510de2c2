// Stands for what ajv compiles: the same interface, written by hand.
import type { Check } from '@varve/runtime/codegen/v1';

const currencyPattern = /^[A-Z]{3}$/u;

export const currencyV1Check: Check = (data) => {
  const valid = typeof data === 'string' && currencyPattern.test(data);
  currencyV1Check.errors = valid
    ? null
    : [
        {
          instancePath: '',
          keyword: 'pattern',
          params: { pattern: '^[A-Z]{3}$' },
          message: 'must match pattern "^[A-Z]{3}$"',
        },
      ];
  return valid;
};
