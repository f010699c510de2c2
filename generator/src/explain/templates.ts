import type { report as templateReport } from '../render/own/template-messages.js';
import { project, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

const schema = ['varve: 1', 'context: ordering', 'aggregate: Order', 'id: { orderId: uuid }'];

/** A project with a template of its own in the place of `state`; where it stands is nothing to be read. */
function state(...lines: readonly string[]): Example {
  return own('state', 'state: { 1: { note: string } }', lines);
}

function own(name: string, line: string, lines: readonly string[]): Example {
  const { files, links } = project({
    'schemas/order.yaml': [...schema, line],
    'varve.config.yaml': ['templates: templates'],
    [`templates/${name}.hbs`]: lines,
  });
  return { files: files.map((each) => (each.path.endsWith('.hbs') ? each : { ...each, shown: '' })), links };
}

const declarations = ['{{#each declarations}}', '', '{{> declaration}}', '{{/each}}'];
const latest = ['', '{{latestDoc}}{{latest}}'];
const good = state('{{> header}}', ...declarations, ...latest);

/** Templates that a project brings of its own. */
export const templateExplanations: Explanations<typeof templateReport.table> = {
  'unknown-template': {
    title: 'A file in the folder of templates is called like no template.',
    why: 'It would never be used, most often because of a typing error.',
    fix: 'Call it as the template whose place it takes; files that do not end in .hbs may lie there too.',
    bad: own('stat', 'state: { 1: { note: string } }', ['{{> header}}']),
    good,
  },
  'unreadable-template': {
    title: 'A template of your own cannot be read.',
    why: 'Varve reads regular files below the folder of the configuration, and follows no links out of it.',
    fix: 'Correct the path under templates, or copy the file into the project.',
    bad: project({
      'schemas/order.yaml': schema,
      'varve.config.yaml': ['templates: { state: templates/states.hbs }'],
    }),
    good: project({
      'schemas/order.yaml': schema,
      'varve.config.yaml': ['templates: { state: templates/state.hbs }'],
      'templates/state.hbs': ['{{> header}}', '{{latest}}'],
    }),
  },
  'template-syntax': {
    title: 'A template does not parse.',
    why: 'All templates are read before anything is rendered, so that a broken one is found where it is broken.',
    fix: 'Close every block by its own name, and every pair of braces.',
    bad: state('{{> header}}', ...declarations.slice(0, 3), '{{/if}}', ...latest),
    good,
  },
  'other-view': {
    title: 'A template was written for another view.',
    why: 'The first line of a template may name the view it prints; views change with releases, and are renamed then.',
    fix: 'Compare the fields it reads with those in docs/reference/templates.md, and name the view of today.',
    bad: state('{{!-- view: StateView --}}', '{{> header}}', ...declarations, ...latest),
    good: state('{{!-- view: StateFileView --}}', '{{> header}}', ...declarations, ...latest),
  },
  'unknown-field': {
    title: 'A template reads a field that is not there.',
    why: 'Handlebars would print nothing, and a condition or a list would be left out in silence.',
    fix: 'Use a field of the view; within each, names are those of the item, and ../name is one of the view.',
    bad: state('{{> header}}', ...declarations, '', '{{latestDocs}}{{latest}}'),
    good,
  },
  'field-misfit': {
    title: 'A template uses a field as what it is not.',
    why: 'A list that is printed, or a text that is repeated, gives text that nobody meant.',
    fix: 'Repeat lists with each, print texts, and ask for conditions with if or unless.',
    bad: state('{{> header}}', '{{declarations}}', ...latest),
    good,
  },
  'unknown-block': {
    title: 'A template uses a block that there is not.',
    why: 'Templates print what was decided before; helpers would decide, and run code while generating.',
    fix: 'Use each, if or unless.',
    bad: state('{{> header}}', '{{#with declarations}}', '{{/with}}', ...latest),
    good,
  },
  'unknown-partial': {
    title: 'A template includes a partial that there is not.',
    why: 'The partials are those of Varve; one of your own takes the place of one of them.',
    fix: 'Correct the name, or write its lines where it is included.',
    bad: state('{{> heading}}', ...declarations, ...latest),
    good,
  },
  'partial-misfit': {
    title: 'A partial is included where its fields are missing.',
    why: 'A partial reads what stands where it is included; elsewhere it would print nothing.',
    fix: 'Include it within the list whose items it prints.',
    bad: state('{{> header}}', '', '{{> interface}}', ...latest),
    good,
  },
  'endless-partial': {
    title: 'A partial includes itself, or far too many others.',
    why: 'Rendering would never end.',
    fix: 'Repeat with each over a list of the view.',
    bad: own('header', 'state: { 1: { note: string } }', ['{{marker}}', '{{> header}}']),
    good: own('header', 'state: { 1: { note: string } }', ['{{marker}}', '{{imports}}']),
  },
  'not-allowed': {
    title: 'A template does more than print.',
    why: 'What is printed is decided before, where it is tested; a template that decides is a program without types.',
    fix: 'Print fields, include partials, repeat with each, leave out with if and unless; nothing takes arguments.',
    bad: state('{{> header}}', ...declarations, '', '{{lookup declarations 0}}{{latest}}'),
    good,
  },
  'marker-lost': {
    title: 'A template prints a generated file without the marker line in front.',
    why: 'Only files that start with it are ever replaced or removed; without it the next run would refuse the file.',
    fix: 'Print the marker first, or include the partial header, which does.',
    bad: state('// Ours.', '{{> header}}', ...declarations, ...latest),
    good,
  },
  'output-broken': {
    title: 'What a template prints is no TypeScript.',
    why: 'Nothing is written that does not parse.',
    fix: 'Mend what stands around the fields; the message shows the printed line.',
    bad: state('{{> header}}', ...declarations, '', '{{latestDoc}}{{latest}} }'),
    good,
  },
};
