import { defineMessages } from '../../diagnostics/messages.js';

/** What can be wrong with templates that a project brings of its own. */
export const report = defineMessages('render', {
  'unknown-template': {
    severity: 'error',
    text: '{path} takes the place of no template: there is none called {name}.',
    help: 'The templates are {known}.',
  },
  'unreadable-template': {
    severity: 'error',
    text: 'The template {path} is not read: {reason}.',
    help: 'Templates are regular files of the project, of 256 kB at most; correct the path, or copy the file.',
  },
  'template-syntax': {
    severity: 'error',
    text: 'Template {template} does not parse: {problem}.',
    help: 'Templates are written in Handlebars: {{ field }}, {{#each list}} … {{/each }}, {{#if field}} … {{/if }}.',
  },
  'other-view': {
    severity: 'error',
    text: 'Template {template} is written for {found}; what it is given is {view}.',
    help: 'Start it with {{!-- view: {view} --}}, and hold its fields against the new ones.',
  },
  'unknown-field': {
    severity: 'error',
    text: 'Template {template} names {field}, which {owner} does not have.',
    help: 'There are {known}.',
  },
  'field-misfit': {
    severity: 'error',
    text: 'Template {template} uses {field} as {use}; it is {kind}.',
    help: 'Lists are repeated with each, texts are printed, and if and unless ask for either or for a condition.',
  },
  'unknown-block': {
    severity: 'error',
    text: 'Template {template} uses the block {block}, which there is not.',
    help: 'There are each, if and unless.',
  },
  'unknown-partial': {
    severity: 'error',
    text: 'Template {template} includes {partial}, which is no partial.',
    help: 'There are {known}.',
  },
  'partial-misfit': {
    severity: 'error',
    text: 'Template {template} includes {partial} where {field} is missing, which it reads.',
    help: 'Include it where the fields are that it reads, or write its lines out.',
  },
  'endless-partial': {
    severity: 'error',
    text: 'Template {template} includes {partial}, which leads back to itself or grows without measure.',
    help: 'A partial includes only what does not include it; repetition is written with each.',
  },
  'not-allowed': {
    severity: 'error',
    text: 'Template {template} holds {what}, which templates cannot have.',
    help: 'Templates print fields, include partials, repeat with each, and leave out with if and unless.',
  },
  'marker-lost': {
    severity: 'error',
    text: 'Template {template} prints {path} without the marker line in front.',
    help: 'Print {{ marker }} first, or {{> header}}: by this line a generated file is known as ours.',
  },
  'output-broken': {
    severity: 'error',
    text: 'Template {template} prints {path} as text that is no TypeScript: {problem}.',
    help: 'Mend what it prints around the fields.',
  },
});
