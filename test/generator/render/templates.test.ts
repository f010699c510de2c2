import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import type { PlannedFile } from '../../../generator/src/plan/output-plan.js';
import { loadTemplates } from '../../../generator/src/render/load-templates.js';
import { renderFile } from '../../../generator/src/render/render-file.js';
import type { CompiledTemplate } from '../../../generator/src/render/shipped-templates.js';
import { goldenCases } from '../../support/golden-cases.js';
import { planFiles } from '../../support/golden-project.js';

const { files: texts, partials } = readAssets().templates;
const templates = loadTemplates({ files: texts, partials });
const planned: PlannedFile<object>[] = [];

beforeAll(async () => {
  for (const { project } of goldenCases()) {
    planned.push(...(await planFiles(project)).files);
  }
});

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);
const dataUrl = (code: string): string => `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;

/** The view, reporting each key that is read, with indices as `[]`. */
function watched(view: object, path: string, read: (path: string) => void): object {
  return new Proxy(view, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return value;
      const at = Array.isArray(target) ? path.concat('[]') : `${path}.${key}`;
      if (!Array.isArray(target)) read(at);
      return typeof value === 'object' && value !== null ? watched(value, at, read) : value;
    },
  });
}

/** Every path of keys in a view. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [`${path}.${key}`, ...pathsOf(member, `${path}.${key}`)]);
}

describe.each(Object.keys(texts))('template %s', (template) => {
  test('is used, and reads every field of its view', () => {
    const own = planned.filter((file) => file.template === template);
    expect(own).not.toEqual([]);
    const [read, all] = [new Set<string>(), new Set<string>()];
    for (const file of own) {
      for (const path of pathsOf(file.view, template)) all.add(path);
      renderFile({ ...file, view: watched(file.view, template, (path) => read.add(path)) }, templates);
    }
    expect([...all].filter((path) => !read.has(path)).sort()).toEqual([]);
  });

  test('names its view and stays short', () => {
    expect(templates.viewTypes.get(template)).toMatch(/^[A-Z][A-Za-z]*View$/);
    expect(texts[template]?.split('\n').length).toBeLessThanOrEqual(61);
  });

  test('refuses a view that lacks a field', () => {
    const [file] = planned.filter((each) => each.template === template);
    if (file === undefined) throw new Error(`No golden case has a file of ${template}.`);
    for (const key of Object.keys(file.view)) {
      const view = Object.fromEntries(Object.entries(file.view).filter(([other]) => other !== key));
      expect(() => renderFile({ ...file, view }, templates), key).toThrow(`${template}.${key}`);
    }
  });
});

test('print the same in a built package, where they are functions', async () => {
  const script: unknown = await import(at('generator/scripts/compile-templates.mjs').href);
  const { compiledTemplates } = script as { readonly compiledTemplates: (folder: string) => string };
  const module: unknown = await import(dataUrl(compiledTemplates(fileURLToPath(at('templates')))));
  const { shippedTemplates } = module as { readonly shippedTemplates: Readonly<Record<string, CompiledTemplate>> };
  expect(Object.keys(shippedTemplates)).toEqual(Object.keys(texts).sort());
  for (const { path, template, view } of planned) {
    expect(shippedTemplates[template]?.(view), path).toBe(templates.render(template, view));
  }
});

test('partials stay short, and each is used', () => {
  const all = Object.values({ ...texts, ...partials }).join('\n');
  for (const [name, text] of Object.entries(partials)) {
    expect(text.split('\n').length, name).toBeLessThanOrEqual(61);
    expect(all, name).toContain(`{{> ${name}}}`);
  }
});
