import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mutateText } from '../../fuzz/mutate.js';
import { readProjects } from '../../fuzz/projects.js';
import { createRandom } from '../../fuzz/random.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = readFileSync(`${root}test/golden/ordering/schemas/order.yaml`, 'utf8');

test('the fuzzer makes the same of a text for one seed, and something else for another', () => {
  const made = (seed: string): readonly string[] => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, () => mutateText(text, random, [text]));
  };
  expect(made('7')).toEqual(made('7'));
  expect(made('7')).not.toEqual(made('8'));
  expect(made('7').filter((each) => each !== text).length).toBeGreaterThan(40);
});

test('the fuzzer starts from every golden case, the examples and the standard types', () => {
  const projects = readProjects(root);
  expect(projects.length).toBeGreaterThan(30);
  expect(projects.every((project) => Object.keys(project).some((path) => path.startsWith('schemas/')))).toBe(true);
});

test('draws evenly', () => {
  const random = createRandom('even');
  const counts = [0, 0, 0, 0];
  for (let drawn = 0; drawn < 4_000; drawn += 1) {
    const value = random.below(4);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  for (const count of counts) expect(count).toBeGreaterThan(850);
});
