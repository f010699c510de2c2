/**
 * Templates as the built package has them: functions that add up strings. Handlebars parses, and templates may do so
 * little (see `render/template-rules.ts`) that nothing of it is needed when they run. Views are trusted to have what is read:
 * tests render from the texts, where that is looked at, and hold both ways to the same bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';

/** @returns {string} a module with what `render/shipped-templates.ts` declares, of the templates in `folder` */
export function compiledTemplates(folder) {
  const [files, partials] = ['files', 'partials'].map((kind) => functionsOf(join(folder, kind)));
  return `${partials.map(({ name, code }) => `const ${functionName(name)} = ${code};`).join('\n')}
const all = (items, text) => {
  let texts = '';
  for (const item of items) texts += text(item);
  return texts;
};
export const shippedTemplates = {
${files.map(({ name, code }) => `  ${JSON.stringify(name)}: ${code},`).join('\n')}
};
`;
}

function functionsOf(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
  return names.sort().map((name) => {
    const program = Handlebars.parse(readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
    return { name: name.slice(0, -'.hbs'.length), code: `(v0) => ${textOf(program, 0)}` };
  });
}

const functionName = (partial) => `partial_${partial.replaceAll('-', '_')}`;

/** An expression for the text of a block. `depth` tells the variables of nested views apart. */
function textOf(program, depth) {
  const parts = (program?.body ?? []).map((statement) => partOf(statement, depth)).filter((part) => part !== '');
  return parts.length === 0 ? "''" : parts.join(' + ');
}

function partOf(statement, depth) {
  const view = `v${depth}`;
  switch (statement.type) {
    case 'CommentStatement':
      return '';
    case 'ContentStatement':
      return statement.value === '' ? '' : JSON.stringify(statement.value);
    case 'MustacheStatement':
      return `${view}.${fieldOf(statement.path)}`;
    case 'PartialStatement':
      return `${functionName(statement.name.original)}(${view})`;
    case 'BlockStatement':
      return blockOf(statement, depth);
    default:
      throw new Error(`Line ${statement.loc.start.line}: ${statement.type} is not allowed in a template.`);
  }
}

function blockOf({ path, params, program, inverse, loc }, depth) {
  const subject = `v${depth}.${fieldOf(params[0])}`;
  switch (path.original) {
    case 'if':
      return `(${subject} ? ${textOf(program, depth)} : ${textOf(inverse, depth)})`;
    case 'unless':
      return `(${subject} ? ${textOf(inverse, depth)} : ${textOf(program, depth)})`;
    case 'each':
      if (inverse === undefined || inverse === null)
        return `all(${subject}, (v${depth + 1}) => ${textOf(program, depth + 1)})`;
  }
  throw new Error(`Line ${loc.start.line}: this block is not allowed in a template.`);
}

function fieldOf({ type, original, depth, data, parts }) {
  if (type !== 'PathExpression' || depth > 0 || data || parts.length !== 1 || !/^[A-Za-z]+$/.test(original)) {
    throw new Error(`${original} is not a field of a view.`);
  }
  return original;
}
