/** docs/reference/templates.md, made of the schemas that templates are held to. Only a script and its test load this. */
import type { TemplateTexts } from '../template-set.js';
import { viewNameOf } from './view-comment.js';
import type { ViewSchema } from './view-schema.js';
import { viewSchemas } from './view-schemas.js';

const introduction = `# Templates

The text of every file that Varve writes comes from a template. A project can put its own in the place of any of them, in
\`varve.config.yaml\`: a folder, whose files are called like the templates they replace, or single paths by name.

\`\`\`yaml
templates: templates # templates/decider.hbs, templates/header.hbs …
\`\`\`

\`\`\`yaml
templates:
  decider: templates/our-decider.hbs
  header: templates/our-header.hbs
\`\`\`

The files lie below the folder of the configuration and are no links. Templates are [Handlebars](https://handlebarsjs.com),
and only print: \`{{field}}\`, \`{{#each list}}\`, \`{{#if field}}\` and \`{{#unless field}}\` with \`{{else}}\`, \`{{> partial}}\`,
\`{{!-- comments --}}\`; within a list \`@first\`, \`@last\`, \`@index\` and \`../field\`. There are no helpers and no arguments, and no
partials but those below. Nothing is escaped, as what is printed is code that was made safe before: texts of the schemas
arrive as literals, comments and names, never as they were written. Put fields where the template of Varve has them; a name
that you print within a comment or a string of your own is still a name, but a comment in a comment ends it.

\`varve check\` and \`varve generate\` hold each template to what it is given before anything is rendered: a field, block or
partial that is not there is an error at its line. What is printed is formatted by prettier, must be TypeScript, and must start
with the marker line where the file is generated; otherwise nothing is written. Copy a template of ours from
\`node_modules/varve/dist/assets/templates\` to begin with. Views are part of no promise: a release may rename a field, and
then says so at the line that reads it. A first line such as \`{{!-- view: StateFileView --}}\` may say which view was meant.

Files that are created once (\`decider\`, \`aggregate\`, \`handlers\`, \`reactions\`, \`upcasters\`) take their first text from the template.
Handlers that are added later come as they are in the view, wherever yours are found.
`;

const about: Readonly<Record<string, string>> = {
  aggregate: 'The class of an aggregate with `style: class`. Created once, then yours.',
  checks: 'Compiled checks of constraint keywords; one file a context.',
  contract: 'What an aggregate is to the type system, and its definition; one file an aggregate.',
  decider: 'The handlers of an aggregate. Created once, then yours.',
  handlers: 'The handlers of a projection. Created once, then yours.',
  messages: 'Events, commands or rejections of an aggregate; one file each.',
  metadata: 'Typed keys of metadata; one file a project.',
  process: 'What handlers of a process are given and may do, and its definition; one file a process.',
  projection: 'The row of a projection, what its handlers are given, and its definition; one file a projection.',
  reactions: 'The handlers of a process. Created once, then yours.',
  samples: 'Samples of every schema version, where tests of the schemas are asked for; one file a context.',
  'schema-tests': 'Tests of the schemas; one file a context. Created once, then yours.',
  state: 'The declared state of an aggregate.',
  types: 'Declared types; one file a context.',
  upcasters: 'Functions that steps between versions call. Created once, then yours.',
  upcasts: 'Steps between versions; one file an aggregate, and one for the types of a context.',
  wiring: 'Registry, options and functions of a context.',
};

/** The page for these templates. */
export function templatesPage({ files, partials }: TemplateTexts): string {
  const templates = Object.entries(files).map(([name, text]) => section(name, text));
  const rows = Object.keys(partials).map((name) => `- \`${name}\`, in ${includers(name, { files, partials })}`);
  return [
    introduction,
    '## What each is given',
    ...templates,
    '## Partials\n\nA partial is given what stands where it is included.',
    `${rows.join('\n')}\n`,
  ]
    .join('\n\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}

function section(name: string, text: string): string {
  const fields = fieldLines(viewSchemas[name] ?? {}, 0).join('\n');
  return `### ${name}\n\n${about[name] ?? ''} View: \`${viewNameOf(text) ?? ''}\`.\n\n${fields}`;
}

function fieldLines(schema: ViewSchema, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const entries = Object.entries(schema);
  const named = (kind: string): readonly string[] =>
    entries.filter(([, field]) => field === kind).map(([name]) => `\`${name}\``);
  const line = (label: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${indent}- ${label}: ${names.join(', ')}`];
  const lists = entries.flatMap(([name, field]) =>
    typeof field === 'string' ? [] : [`${indent}- list \`${name}\`, each with`, ...fieldLines(field[0], depth + 1)],
  );
  return [...line('text', named('text')), ...line('conditions', named('condition')), ...lists];
}

function includers(name: string, { files, partials }: TemplateTexts): string {
  const all = Object.entries({ ...files, ...partials });
  return all
    .filter(([, text]) => text.includes(`{{> ${name}}}`))
    .map(([includer]) => `\`${includer}\``)
    .join(', ');
}
