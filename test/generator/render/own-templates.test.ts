import { describe, expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import { checkTemplates } from '../../../generator/src/render/own/check-templates.js';
import { viewNameOf } from '../../../generator/src/render/own/view-comment.js';
import { viewSchemas } from '../../../generator/src/render/own/view-schemas.js';
import { expectDiagnostics, type ExpectedDiagnostic } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

const { templates } = readAssets();
const names = [...Object.keys(templates.files), ...Object.keys(templates.partials)];

const check = (name: string, text: string) =>
  checkTemplates(templates, [{ name, file: { path: `templates/${name}.hbs`, text } }]);

/** A template with marks around what is wrong, each with what is said about it. */
function refused(name: string, text: string, ...expected: readonly Omit<ExpectedDiagnostic, 'span'>[]): void {
  const { file, spans } = marked(text, `templates/${name}.hbs`);
  const wanted = expected.map((each, index) => ({ ...each, ...(spans[index] && { span: spans[index] }) }));
  expectDiagnostics(checkTemplates(templates, [{ name, file }]), wanted as readonly ExpectedDiagnostic[]);
}

describe('our own templates, brought by a project', () => {
  test.each(names)('%s is taken as it is', (name) => {
    const text = templates.files[name] ?? templates.partials[name] ?? '';
    const checked = check(name, text);
    expectDiagnostics(checked, []);
    if (!checked.ok) return;
    expect(checked.value.texts).toEqual(templates);
    expect(checked.value.files.size).toBeGreaterThan(0);
  });

  test.each(names)('%s with CRLF and a byte order mark too', (name) => {
    const text = templates.files[name] ?? templates.partials[name] ?? '';
    expectDiagnostics(check(name, `\uFEFF${text.replaceAll('\n', '\r\n')}`), []);
  });

  test('all have a schema of their view', () => {
    expect(Object.keys(viewSchemas).sort()).toEqual(Object.keys(templates.files).sort());
    for (const text of Object.values(templates.files)) expect(viewNameOf(text)).toMatch(/View$/);
  });
});

test('a partial concerns every template that includes it, also through others', () => {
  const checked = check('interface', templates.partials['interface'] ?? '');
  if (!checked.ok) expect.fail('it has errors');
  expect([...checked.value.files.keys()].sort()).toEqual([
    ...['contract', 'messages', 'metadata', 'projection', 'state', 'types'],
  ]);
});

describe('names', () => {
  test.each<[string, string, string, RegExp]>([
    ['a field', 'decider', '{{«variabel»}}', /^Did you mean variable\?$/],
    ['a condition', 'decider', '{{#if «hasDecid»}}{{/if}}', /^Did you mean hasDecide\?$/],
    ['a condition upside down', 'decider', '{{#unless «has»}}{{/unless}}', /^There are imports, stateTypes/],
    ['a list', 'decider', '{{#each «decides»}}{{/each}}', /^Did you mean decide\?$/],
    ['a field of an item', 'decider', '{{#each decide}}{{«txt»}}{{/each}}', /^Did you mean text\?$/],
    ['a field of the view, in an item', 'decider', '{{#each decide}}{{«variable»}}{{/each}}', /^There are text\.$/],
    ['after else', 'decider', '{{#if hasDecide}}{{else}}{{«nothing»}}{{/if}}', /^There are /],
    ['after else if', 'decider', '{{#if hasDecide}}{{else if «hasevolve»}}{{/if}}', /^Did you mean hasEvolve\?$/],
    ['a level too far out', 'decider', '{{«../type»}}', /^Remove it/],
    ['a path', 'decider', '{{«type.name»}}', /^There are|^Did you mean/],
    ['data outside a list', 'decider', '{{#if «@first»}}{{/if}}', /^Remove it/],
    ['other data', 'decider', '{{#each decide}}{{«@root.type»}}{{/each}}', /@first, @last, @index/],
    [
      'a field of another view',
      'types',
      '{{«variable»}}',
      /^There are marker, hasImports, imports, exports, versions\.$/,
    ],
    ['prototype: constructor', 'decider', '{{«constructor»}}', /^There are /],
    ['prototype: __proto__', 'decider', '{{«__proto__»}}', /^There are /],
    ['prototype: hasOwnProperty', 'decider', '{{{«hasOwnProperty»}}}', /^There are /],
    ['prototype: toString as condition', 'decider', '{{#if «toString»}}{{/if}}', /^There are /],
    ['prototype: valueOf as list', 'decider', '{{#each «valueOf»}}{{/each}}', /^There are /],
    ['a helper that Handlebars brings', 'decider', '{{«log»}}', /^There are /],
    ['a block as a field', 'decider', '{{«each»}}', /^There are /],
  ])('that the view does not have: %s', (_case, name, text, help) => {
    refused(name, `\n  ${text}`, { code: 'render/unknown-field', help });
  });

  test.each([
    ['in the scope around', '{{#each decide}}{{../variable}}{{/each}}'],
    ['said with this', '{{this.variable}} {{./type}}'],
    ['in brackets', '{{[variable]}}'],
    ['unescaped, which is the same here', '{{{variable}}} {{&type}}'],
    ['with blanks cut', '{{~variable~}}'],
    ['text as a condition', '{{#if imports}}{{/if}}{{#if decide}}{{/if}}'],
    ['of the round', '{{#each decide}}{{@index}}{{#if @first}}{{else if @last}}{{/if}}{{/each}}'],
    ['escaped, which are text', String.raw`\{{nothing}}`],
  ])('that are there: %s', (_case, text) => {
    expectDiagnostics(check('decider', text), []);
  });

  test.each([
    ['a list printed', '{{«decide»}}', 'as text; it is a list'],
    ['a condition printed', '{{«hasDecide»}}', 'as text; it is a condition'],
    ['a text repeated', '{{#each «variable»}}{{/each}}', 'as a list; it is text'],
    ['a condition repeated', '{{#each «hasDecide»}}{{/each}}', 'as a list; it is a condition'],
    ['an item printed', '{{#each decide}}{{«this»}}{{/each}}', 'as text; it is a view'],
    ['everything printed', '{{«.»}}', 'as text; it is a view'],
  ])('used as what they are not: %s', (_case, text, message) => {
    refused('decider', text, { code: 'render/field-misfit', message: new RegExp(message) });
  });
});

describe('blocks and partials', () => {
  test.each([
    ['misspelt', '{{#«iff» hasDecide}}{{/iff}}', 'Did you mean if?'],
    ['of Handlebars', '{{#«with» decide}}{{/with}}', 'There are each, if and unless.'],
    ['of nobody', '{{#«__proto__» decide}}{{/__proto__}}', 'There are each, if and unless.'],
    ['named like a field', '{{#«decide»}}{{/decide}}', undefined],
    ['upside down', '{{^«decide»}}{{/decide}}', undefined],
    ['raw', '{{{{«raw»}}}} {{{{/raw}}}}', undefined],
  ])('a block that there is not: %s', (_case, text, help) => {
    refused('decider', text, { code: 'render/unknown-block', ...(help === undefined ? {} : { help }) });
  });

  test.each([
    ['misspelt', '{{> «heder»}}', 'Did you mean header?'],
    ['prototype', '{{> «constructor»}}', /^There are aggregate-class, /],
    ['prototype', '{{> «__proto__»}}', /^There are aggregate-class, /],
    ['a path', '{{> «../../etc/passwd»}}', /^There are aggregate-class, /],
    ['a template of files', '{{> «wiring»}}', /^There are aggregate-class, /],
  ])('a partial that there is not: %s', (_case, text, help) => {
    refused('contract', `${text}{{marker}}`, { code: 'render/unknown-partial', help });
  });

  test('a partial of ours, where its fields are missing', () => {
    refused('decider', '{{imports}}\n«{{> header}}»\n', {
      code: 'render/partial-misfit',
      message: /includes header where marker is missing/,
    });
  });

  test('a partial of the project is held to every view that it is given', () => {
    refused('header', '{{marker}}{{#if «exports»}}{{/if}}', {
      code: 'render/unknown-field',
      message: 'Template header names exports, which what messages hands on does not have.',
    });
    expectDiagnostics(check('contract-body', '{{#each events}}{{key}}{{/each}}'), []);
  });

  test('a partial that nothing includes is looked at as far as that goes', () => {
    const own = [
      { name: 'wiring', file: { path: 'wiring.hbs', text: '{{marker}}' } },
      { name: 'message-class', file: marked('{{#each «@x»}}{{/each}}«{{lookup a b}}»', 'class.hbs').file },
      { name: 'messages', file: { path: 'messages.hbs', text: '{{marker}}' } },
    ];
    const { spans } = marked('{{#each «@x»}}{{/each}}«{{lookup a b}}»', 'class.hbs');
    const { start, end } = spans[1] ?? { start: 0, end: 0 };
    const checked = checkTemplates(templates, own);
    expect(checked.diagnostics.map(({ code, at }) => [code, at])).toContainEqual([
      'render/not-allowed',
      { file: own[1]?.file, start, end },
    ]);
  });

  test.each([
    ['itself', '{{> «header»}}', {}],
    ['itself through another', '{{> «version»}}', { version: '{{> «header»}}' }],
  ])('a partial that includes %s', (_case, header, others) => {
    const own = Object.entries({ header, ...others }).map(([name, text]) => ({
      name,
      file: marked(text, `${name}.hbs`).file,
    }));
    const checked = checkTemplates(templates, own);
    expect(new Set(checked.diagnostics.map(({ code }) => code))).toEqual(new Set(['render/endless-partial']));
  });

  test('partials that grow tenfold at each level end soon', () => {
    const levels = Object.keys(templates.partials);
    const own = levels.map((name, index) => ({
      name,
      file: { path: `${name}.hbs`, text: `{{> ${levels[index + 1] ?? 'none'}}}`.repeat(50) },
    }));
    const started = performance.now();
    const checked = checkTemplates(templates, [
      ...own.slice(0, -1),
      { name: levels.at(-1) ?? '', file: { path: 'last.hbs', text: 'x' } },
    ]);
    expect(new Set(checked.diagnostics.map(({ code }) => code))).toEqual(new Set(['render/endless-partial']));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test.each([
  ['a call of a helper', '«{{lookup decide 0}}»'],
  ['a call of a helper', '«{{variable mode=1}}»'],
  ['a literal in braces', '«{{"text"}}»'],
  ['a literal in braces', '«{{true}}»'],
  ['a computed condition', '«{{#if (eq variable type)}}{{/if}}»'],
  ['a computed condition', '«{{#if hasDecide hasEvolve}}{{/if}}»'],
  ['named arguments', '«{{#if hasDecide includeZero=true}}{{/if}}»'],
  ['named arguments', '«{{#each decide as |one|}}{{/each}}»'],
  ['a partial with arguments', '«{{> header this}}»'],
  ['a partial with arguments', '«{{> header a=type}}»'],
  ['a computed partial', '«{{> (lookup . "type")}}»'],
  ['a partial with a block', '«{{#> header}}{{/header}}»'],
  ['an inline partial', '«{{#*inline "header"}}{{/inline}}»'],
  ['a decorator', '«{{* decorate}}»'],
])('%s is not allowed: %s', (what, text) => {
  refused('decider', `{{type}}\n ${text}`, { code: 'render/not-allowed', message: new RegExp(what) });
});

describe('what does not parse is shown where it stands', () => {
  test.each([
    ['a block left open', '{{type}}\n«{{#if hasDecide}}»\n{{#each decide}}{{/each}}\n', /closes the block \{\{#if\}\}/],
    [
      'a block closed by another',
      '{{#if hasDecide}}\n{{/«each}}»',
      /\{\{\/each\}\} stands where the block \{\{#if\}\}/,
    ],
    ['braces left open', '{{type}}\n  «{{variable doc»\n', /these braces are not closed/],
    ['nothing in braces', 'one\n  {{«}} and more»\nlast', /cannot stand here/],
    ['else twice', '{{#if hasDecide}}{{else}}«{{else}}{{/if}}»', /cannot stand here/],
    ['a partial without name', 'line\nline\n {{> «}}»', /cannot stand here/],
    ['a comment left open', 'line\n«{{!-- x»', /cannot stand here/],
    ['a path upside down', '{{«a/../b}}»', /no name of a field/],
    ['equal lines', '{{type}}\n{{type}}\n{{type «type=}}»\n{{type}}', /cannot stand here/],
  ])('%s', (_case, text, message) => {
    const { file, span } = marked(text, 'templates/decider.hbs');
    const [found] = checkTemplates(templates, [{ name: 'decider', file }]).diagnostics;
    expect(found?.code).toBe('render/template-syntax');
    expect(found?.message).toMatch(message);
    const line = (offset: number): number => text.replaceAll(/[«»]/g, '').slice(0, offset).split('\n').length;
    const at = found?.at !== undefined && 'start' in found.at ? found.at : undefined;
    expect(line(at?.start ?? 0)).toBe(line(span.start));
    const crlf = checkTemplates(templates, [
      { name: 'decider', file: { path: 'x.hbs', text: file.text.replaceAll('\n', '\r\n') } },
    ]);
    const moved = crlf.diagnostics[0]?.at;
    const text2 = file.text.replaceAll('\n', '\r\n');
    expect(text2.slice(0, moved !== undefined && 'start' in moved ? moved.start : 0).split('\n').length).toBe(
      line(span.start),
    );
  });

  test('nesting without end', () => {
    const text = '{{#if type}}'.repeat(5000) + '{{/if}}'.repeat(5000);
    expectDiagnostics(check('decider', text), [{ code: 'render/template-syntax', message: /nested too deeply/ }]);
  });
});

test('a template that was written for another view', () => {
  refused('decider', '{{!-- view: «OldDeciderView» --}}\n{{type}}', {
    code: 'render/other-view',
    message: /written for OldDeciderView; what it is given is DeciderFileView/,
  });
});

test.each([
  ['decidr', 'Did you mean decider?'],
  ['files/decider', /aggregate, aggregate-class/],
  ['constructor', /aggregate, aggregate-class/],
  ['__proto__', /aggregate, aggregate-class/],
])('there is no template %s', (name, help) => {
  expectDiagnostics(check(name, 'x'), [{ code: 'render/unknown-template', help }]);
});
