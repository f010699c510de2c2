import type { configReport } from '../config/config-messages.js';
import type { shapeCodesOfConfig } from '../validate/shape-messages.js';
import { config } from './examples.js';
import type { Explanation, Explanations } from './explanation.js';
import { shapeKeys } from './shape-keys.js';
import { shapeTypes } from './shape-types.js';

const own: Explanations<typeof configReport.table> = {
  unreadable: {
    title: 'The configuration cannot be read as YAML.',
    why: 'Nothing is generated from a configuration that may say something else than it looks.',
    fix: 'Mend it as the message says; the same mistakes in schemas have codes that start with source/.',
    bad: config('out: src/generated', 'out: src/code'),
    good: config('out: src/generated'),
  },
  'outside-root': {
    title: 'A path leaves the folder of the configuration, and hides it.',
    why: 'Varve writes and deletes files below that folder only, whatever a configuration or its odd characters say.',
    fix: 'Write a path relative to that folder, with / between names and without .. in it.',
    bad: config('out: "code\\u2028/../.."'),
    good: config('out: src/generated'),
  },
  'whole-project': {
    title: 'Generated files would lie all over the project.',
    why: 'Everything in the generated folder that carries the marker line may be deleted and made again.',
    fix: 'Give them a folder of their own: out: src/generated.',
    bad: config('out: .'),
    good: config('out: src/generated'),
  },
  'same-folder': {
    title: 'Your own files would lie among generated ones.',
    why: 'Generated files may be deleted and made again at any time; what you write must never be among them.',
    fix: 'Write src: src and out: src/generated, or two folders side by side.',
    bad: config('out: src', 'src: src'),
    good: config('out: src/generated', 'src: src'),
  },
  'tests-in-out': {
    title: 'Tests of the schemas would lie among generated files.',
    why: 'A test file is created once and yours from then on; generated files may be deleted and made again at any time.',
    fix: 'Name a folder beside them, or leave folder out: it is test then.',
    bad: config('schemaTests: { runner: vitest, folder: src/generated/test }'),
    good: config('schemaTests: { runner: vitest }'),
  },
  'not-importable': {
    title: 'A folder has a name that an import cannot name.',
    why: 'Node reads what an import names as a URL: what follows # or ? is cut off, and %2e%2e is the folder above.',
    fix: 'Choose a name without #, ? and %.',
    bad: config('out: "src/50%"'),
    good: config('out: src/half'),
  },
  'windows-name': {
    title: 'A folder has a name that Windows keeps for a device.',
    why: 'A checkout on Windows would fail, or write to the device.',
    fix: 'Choose another name than con, prn, aux, nul, com1 or lpt1, with whatever ending.',
    bad: config('out: src/aux'),
    good: config('out: src/auxiliary'),
  },
};

/** What is wrong in the same way as in a schema, with examples of a configuration. */
function like(explanation: Explanation, bad: string, good: string): Explanation {
  return { ...explanation, bad: config(bad), good: config(good) };
}

const shape = {
  'unknown-key': like(shapeKeys['unknown-key'], 'schema: [schemas/*.yaml]', 'schemas: [schemas/*.yaml]'),
  'not-yet': {
    title: 'A key belongs to the configuration, but this release does not read it yet.',
    why: 'Passing over it would do something else than it says.',
    fix: 'Remove it for now, or use a release that reads it.',
    bad: config('targets: [typescript]'),
    good: config('importEnding: .js'),
  },
  'missing-key': like(shapeKeys['missing-key'], 'waivers: [{ code: merge/not-visible }]', 'importEnding: .js'),
  'stray-text': like(
    shapeKeys['stray-text'],
    'metadata: { tenant: { type: string, description: Letters, then digits. } }',
    'metadata: { tenant: { type: string, description: "Letters, then digits." } }',
  ),
  'blank-after-colon': like(
    shapeKeys['blank-after-colon'],
    'metadata: { tenant:string }',
    'metadata: { tenant: string }',
  ),
  'wrong-kind': like(shapeKeys['wrong-kind'], 'schemas: schemas/*.yaml', 'schemas: [schemas/*.yaml]'),
  'not-one-of': like(shapeKeys['not-one-of'], 'importEnding: js', 'importEnding: .js'),
  'too-few': like(shapeKeys['too-few'], 'schemas: []', 'schemas: [schemas/*.yaml]'),
  'too-small': like(
    shapeKeys['too-small'],
    'metadata: { tenant: { type: string, maxLength: -1 } }',
    'metadata: { tenant: { type: string, maxLength: 20 } }',
  ),
  'bad-name': like(shapeKeys['bad-name'], 'out: ../generated', 'out: src/generated'),
  'language-version': like(shapeKeys['language-version'], 'varve: 2', 'varve: 1'),
  'no-type': like(shapeTypes['no-type'], 'metadata: { tenant: }', 'metadata: { tenant: string }'),
  'not-a-type': like(shapeTypes['not-a-type'], 'metadata: { tags: [string] }', 'metadata: { tags: list<string> }'),
  'two-forms': like(
    shapeTypes['two-forms'],
    'metadata: { channel: { type: string, enum: [web, store] } }',
    'metadata: { channel: { enum: [web, store] } }',
  ),
  'no-form': like(
    shapeTypes['no-form'],
    'metadata: { tenant: { description: Who pays. } }',
    'metadata: { tenant: { type: string, description: Who pays. } }',
  ),
  'fields-left-out': like(
    shapeTypes['fields-left-out'],
    'metadata: { caller: { name: string, machine: string } }',
    'metadata: { caller: { fields: { name: string, machine: string } } }',
  ),
  'keyword-misfit': like(
    shapeTypes['keyword-misfit'],
    'metadata: { channel: { enum: [web, store], maxLength: 5 } }',
    'metadata: { channel: { enum: [web, store] } }',
  ),
  'enum-not-text': like(
    shapeTypes['enum-not-text'],
    'metadata: { answer: { enum: [yes, true] } }',
    'metadata: { answer: { enum: [yes, "true"] } }',
  ),
  'union-in-place': like(
    shapeTypes['union-in-place'],
    'metadata: { caller: { oneOf: { person: Person } } }',
    'metadata: { caller: { fields: { name: string } } }',
  ),
} satisfies Readonly<Record<(typeof shapeCodesOfConfig)[number], Explanation>>;

/** Codes of shapes that a configuration can have; it has no versions and declares no types. */
export const configExplanations: Readonly<Record<string, Explanation>> = { ...own, ...shape };
