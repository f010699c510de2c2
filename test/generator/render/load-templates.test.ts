import { describe, expect, test } from 'vitest';
import { loadTemplates } from '../../../generator/src/render/load-templates.js';

const head = '{{!-- view: TestView --}}\n';
const load = (text: string, partials = {}) => loadTemplates({ files: { test: text }, partials });
const render = (text: string, view: object, partials = {}): string => load(head + text, partials).render('test', view);

describe('templates', () => {
  test('print fields, repeat, leave out and include', () => {
    const text = '{{#each items}}\n{{> item}}\n{{/each}}\n{{#unless none}}\nsome\n{{/unless}}\n';
    const view = {
      items: [
        { name: 'a', last: false },
        { name: 'b', last: true },
      ],
      none: false,
    };
    expect(render(text, view, { item: '{{name}}{{#if last}}.{{else}},{{/if}}\n' })).toBe('a,\nb.\nsome\n');
  });

  test('print text as it is', () => {
    expect(render('{{text}}', { text: `<'"&\`{{text}}` })).toBe(`<'"&\`{{text}}`);
  });

  test.each([
    ['does not parse', '{{#if a}}'],
    ['this block', '{{#with a}}{{/with}}'],
    ['this block', '{{#each a as |b|}}{{/each}}{{#custom a}}{{/custom}}'],
    ['a helper call', '{{lookup a b}}'],
    ['a helper call', '{{"text"}}'],
    ['a computed condition', '{{#if (eq a b)}}{{/if}}'],
    ['a partial with arguments', '{{> part a=b}}'],
    ['a partial with arguments', '{{> (lookup a b)}}'],
    ['PartialBlockStatement', '{{#> part}}{{/part}}'],
    ['DecoratorBlock', '{{#*inline "part"}}{{/inline}}'],
  ])('refuse %s: %s', (what, text) => {
    expect(() => load(head + text)).toThrow(what);
  });

  test('refuse what a partial may not do', () => {
    expect(() => load(head, { part: '{{#with a}}{{/with}}' })).toThrow('Template part, line 1');
  });

  test('must name their view in the first line', () => {
    expect(() => load('{{a}}')).toThrow('does not name its view');
    expect(() => load(`\n${head}`)).toThrow('does not name its view');
    expect(load(head).viewTypes.get('test')).toBe('TestView');
  });

  test('that do not exist are not rendered', () => {
    expect(() => load(head).render('other', {})).toThrow('no template other');
  });
});

describe('a strict view', () => {
  test.each([
    ['{{missing}}', 'test.missing'],
    ['{{#if missing}}x{{/if}}', 'test.missing'],
    ['{{#unless missing}}x{{/unless}}', 'test.missing'],
    ['{{#each missing}}x{{/each}}', 'test.missing'],
    ['{{#each items}}{{#if missing}}{{/if}}{{/each}}', 'test.items[0].missing'],
    ['{{#if item.missing}}{{/if}}', 'test.item.missing'],
    ['{{constructor}}', 'constructor'],
    ['{{#if toString}}{{/if}}', 'test.toString'],
  ])('throws for %s', (text, path) => {
    expect(() => render(text, { items: [{}], item: {} })).toThrow(path);
  });

  test('gives own fields only, whatever they are called', () => {
    expect(render('{{hasOwnProperty}}', { hasOwnProperty: 'mine' })).toBe('mine');
  });
});
