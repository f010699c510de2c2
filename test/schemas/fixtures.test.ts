import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bindDomain } from '../../generator/src/bind/bind-domain.js';
import type { StageResult } from '../../generator/src/diagnostics/diagnostic.js';
import type { SourceFile } from '../../generator/src/diagnostics/place.js';
import { loadDocument } from '../../generator/src/source/load-document.js';
import type { RawSchema } from '../../generator/src/validate/raw-schema.js';
import { validateDocument } from '../../generator/src/validate/validate-document.js';
import { expectDiagnostics, expectValue } from '../support/expect-diagnostics.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);

function filesIn(folder: string): readonly SourceFile[] {
  const names = readdirSync(at(folder)).filter((name) => name.endsWith('.yaml'));
  return names
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(at(`${folder}/${name}`), 'utf8') }));
}

// Matchers are typed as anything; as `unknown` they fit into the expected value without spreading that.
const anything: unknown = expect.anything();
const sentence: unknown = expect.stringMatching(/\.$/);

const validate = (file: SourceFile): StageResult<RawSchema> => validateDocument(expectValue(loadDocument(file)));

describe('the language, block by block', () => {
  test.each(filesIn('test/schemas/language').map((file) => [file.path, file] as const))('%s', (_path, file) => {
    expect(expectValue(validate(file)).document.varve).toBe(1);
  });
});

describe('the standard types', () => {
  const files = filesIn('schemas/std/v1');

  test.each(files.map((file) => [file.path, file] as const))('%s is written in the language itself', (_path, file) => {
    const { document } = expectValue(validate(file));
    expect(document.context).toBe('std');
    expect(document.description).toMatch(/\.$/);
    for (const type of Object.values(document.types ?? {})) {
      // Referred to with its version, hence versioned; explained, and shown.
      expect(type).toMatchObject({
        description: sentence,
        1: anything,
        examples: { 1: anything },
      });
    }
  });

  test('bind together, with their examples', () => {
    const standard = new Map(files.map((file) => [nameOf(file), expectValue(validate(file))]));
    const imports = files.map((file) => `std:${nameOf(file)}`);
    const user = validate({
      path: 'schemas/all.yaml',
      text: `varve: 1\ncontext: all\nimports: ${JSON.stringify(imports)}`,
    });
    const bound = bindDomain([expectValue(user)], { config: { metadata: {} }, standard });
    expectDiagnostics(bound, []);
    const types = expectValue(bound)
      .contexts.find(({ name }) => name === 'std')
      ?.types.map(({ name }) => name);
    expect(types).toEqual(
      expect.arrayContaining(['Address', 'Currency', 'DateRange', 'GeoPoint', 'Money', 'PersonName', 'Quantity']),
    );
  });
});

function nameOf({ path }: SourceFile): string {
  return path.replace(/^.*\//, '').replace('.yaml', '');
}
