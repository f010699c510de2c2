import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { addVersion } from '../../../generator/src/source/edit/add-version.js';
import type { VersionRequest } from '../../../generator/src/source/edit/version-request.js';
import { formatYaml } from '../../../generator/src/source/format-yaml.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const paths = ['examples', 'test/golden', 'test/schemas/language'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /(?:schemas|language)\/[^/]+\.yaml$/.test(path) && !path.includes('node_modules'))
    .sort(),
);
const texts = paths.map((path) => [path, readFileSync(root + path, 'utf8')] as const);

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Everything in a text that can have one more version. */
function requestsIn(text: string): readonly VersionRequest[] {
  const document = parse(text) as Sections;
  return (['events', 'commands', 'types'] as const).flatMap((section) =>
    Object.entries(document[section] ?? {}).map(([name, declared]) => {
      const keys = typeof declared === 'object' && declared !== null ? Object.keys(declared) : [];
      const versions = keys.filter((key) => /^[1-9][0-9]*$/.test(key)).map(Number);
      return { section, name, newest: Math.max(1, ...versions), versioned: versions.length > 0 };
    }),
  );
}

/** Whether a text is left when something is taken out of another, line by line. */
function isWithin(text: string, longer: string): boolean {
  let at = 0;
  for (const character of text) {
    at = longer.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const longestLine = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

function expectAdded(path: string, text: string): void {
  const isFormatted = formatted(text) === text;
  for (const request of requestsIn(text)) {
    const { section, name, newest, versioned } = request;
    const where = `${path}: ${name}`;
    const result = addVersion({ path, text }, request);
    const added = result.ok ? result.text : expect.fail(`${where}: ${result.reason}\n${text}`);
    const before = (parse(text) as Sections)[section]?.[name] as Readonly<Record<string, unknown>>;
    const after = (parse(added) as Sections)[section]?.[name] as Readonly<Record<string, unknown>>;
    if (versioned) {
      expect(isWithin(text, added), where).toBe(true);
      expect([before[String(newest)], { like: newest }], where).toContainEqual(after[String(newest + 1)]);
      expect({ ...after, [String(newest + 1)]: undefined }, where).toEqual(before);
    } else {
      expect(after['2'], where).toEqual(after['1']);
    }
    // Another one can follow, and its style is that of the file.
    expect(addVersion({ path, text: added }, { ...request, newest: newest + 1, versioned: true }).ok, where).toBe(true);
    // A line in braces may have become too long, which `varve format` mends.
    if (isFormatted && longestLine(added) <= 100) expect(formatted(added), where).toBe(added);
  }
}

function formatted(text: string): string | undefined {
  const result = formatYaml({ path: 'a.yaml', text });
  return result.kind === 'formatted' ? result.text : undefined;
}

test('there are schemas to try it on', () => {
  expect(texts.length).toBeGreaterThan(20);
});

test.each(texts)('everything in %s gets one more version', (path, text) => {
  expectAdded(path, text);
});

test.each(texts)('and so it does however %s is written', (path, text) => {
  const value: unknown = parse(text);
  fc.assert(
    fc.property(
      fc.constantFrom('flow', 'block', 'any'),
      fc.constantFrom(2, 3, 4),
      fc.constantFrom(20, 80, 0),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (collectionStyle, indent, lineWidth, newline, mark) => {
        const written = stringify(value, { collectionStyle, indent, lineWidth, aliasDuplicateObjects: false });
        const other = (mark ? '\ufeff' : '') + written.replaceAll('\n', newline);
        expectAddedValue(path, other);
      },
    ),
    { numRuns: 3 },
  );
});

function expectAddedValue(path: string, text: string): void {
  for (const request of requestsIn(text.replace('\ufeff', ''))) {
    const result = addVersion({ path, text }, request);
    expect(result.ok, `${path}: ${request.name}: ${result.ok ? '' : result.reason}\n${text}`).toBe(true);
    if (!result.ok) continue;
    const breaks = (some: string): number => some.match(/(?<!\r)\n/g)?.length ?? 0;
    if (text.includes('\r\n')) expect(breaks(result.text)).toBe(0);
  }
}
