// Stands for what ajv compiles: the same interface, written by hand.
import type { Check } from '@varve/runtime/codegen/v1';

const skuPattern = /^[A-Z]{3}-[0-9]+$/u;

export const skuCheck: Check = (data) => {
  const valid = typeof data === 'string' && skuPattern.test(data);
  skuCheck.errors = valid
    ? null
    : [
        {
          instancePath: '',
          keyword: 'pattern',
          params: { pattern: '^[A-Z]{3}-[0-9]+$' },
          message: 'must match pattern "^[A-Z]{3}-[0-9]+$"',
        },
      ];
  return valid;
};

export const lineQuantityCheck: Check = (data) => {
  const errors = [];
  if (typeof data === 'number' && data > 1000) {
    errors.push({
      instancePath: '',
      keyword: 'maximum',
      params: { comparison: '<=', limit: 1000 },
      message: 'must be <= 1000',
    });
  }
  if (typeof data === 'number' && data < 1) {
    errors.push({
      instancePath: '',
      keyword: 'minimum',
      params: { comparison: '>=', limit: 1 },
      message: 'must be >= 1',
    });
  }
  lineQuantityCheck.errors = errors.length > 0 ? errors : null;
  return errors.length === 0;
};
