import type { report as mergeReport } from '../merge/merge-messages.js';
import type { report as readReport } from '../compile/read-messages.js';
import type { report as reconcileReport } from '../reconcile/reconcile-messages.js';
import { project } from './examples.js';
import type { Explanations } from './explanation.js';

const schema = [
  'varve: 1',
  'context: ordering',
  'aggregate: Order',
  'id: { orderId: uuid }',
  'events: { OrderPlaced: { 1: {} } }',
  'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
];
const alone = { 'schemas/order.yaml': schema };

function decider(...lines: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return { ...alone, 'src/order/order.decider.ts': lines };
}

/** A step, and the file with functions for it. */
function upcasters(step: string): Readonly<Record<string, readonly string[]>> {
  return {
    'schemas/parcel.yaml': [
      'varve: 1',
      'context: shipping',
      'aggregate: Parcel',
      'style: log',
      'id: { parcelId: uuid }',
      'events:',
      '  ParcelSent:',
      '    1: { to: string, note: string }',
      '    2: { to: string }',
      `    upcast: { 2: { ${step} } }`,
    ],
    'src/parcel/parcel.upcasters.ts': [
      "import type { ParcelUpcasters } from '../generated/shipping/parcel.js';",
      '',
      'export const parcelUpcasters = {',
      '  ParcelSent: { 2: { to: ({ to }) => to.trim() } },',
      '} satisfies ParcelUpcasters;',
    ],
  };
}

const head = [
  "import { OrderPlaced, type OrderDecider } from '../generated/ordering/order.js';",
  '',
  'export const orderDecider = {',
  "  initialState: { status: 'none' },",
];
const decide = '  decide: { PlaceOrder: () => [OrderPlaced.of({})] },';
const evolve = "  evolve: { OrderPlaced: () => ({ status: 'open' }) },";
const complete = project(decider(...head, decide, evolve, '} satisfies OrderDecider;'));

/** Finding and reading the schema files. */
export const readExplanations: Explanations<typeof readReport.table> = {
  'no-schemas': {
    title: 'The globs of the configuration match no file.',
    why: 'Generating nothing would remove everything that was generated before, because of a wrong path.',
    fix: 'Correct schemas in varve.config.yaml; globs are relative to that file.',
    bad: project({ ...alone, 'varve.config.yaml': ['schemas: [domain/**/*.yaml]'] }),
    good: project({ ...alone, 'varve.config.yaml': ['schemas: [schemas/**/*.yaml]'] }),
  },
  'unsafe-file': {
    title: 'A schema file is a symbolic link, or no regular file.',
    why: 'A link may lead out of the project, and a pipe or a device may never end.',
    fix: 'Copy the file into the project.',
    bad: project(alone, ['schemas/order.yaml']),
    good: project(alone),
  },
};

/** Adding to files that you own. */
export const mergeExplanations: Explanations<typeof mergeReport.table> = {
  'cannot-place': {
    title: 'Handlers are missing in a file of yours, and Varve does not touch it.',
    why: 'Varve adds to your files only where it is certain that nothing of yours changes.',
    fix: 'Mend what the message names and generate again, or paste the text that is shown.',
    bad: project(decider("export { orderDecider } from './somewhere-else.js';")),
    good: complete,
  },
  'not-visible': {
    title: 'Handlers come from somewhere that Varve does not follow.',
    why: 'What is imported or computed may hold the handler or not; adding it could double it.',
    fix: 'Nothing has to be done: the compiler says when a handler is missing.',
    bad: project(
      decider("import { decide } from './decide.js';", ...head, '  decide,', evolve, '} satisfies OrderDecider;'),
    ),
    good: complete,
  },
  'orphan-file': {
    title: 'A file of yours holds functions for steps, and no step calls any.',
    why: 'The steps that called them were removed, or say now in the schema what they do.',
    fix: 'Remove the file, or declare custom steps again. Varve never removes what you wrote.',
    bad: project(upcasters('drop: [note]')),
    good: project(upcasters('custom: [to], drop: [note]')),
  },
  'orphan-member': {
    title: 'A handler in a file of yours handles nothing that the schemas declare.',
    why: 'It is never called: what it handled was renamed or removed.',
    fix: 'Remove it, rename it, or declare again what it handles. Varve never removes what you wrote.',
    bad: project(
      decider(
        ...head,
        decide,
        "  evolve: { OrderPlaced: () => ({ status: 'open' }), OrderSent: () => ({ status: 'sent' }) },",
        '} satisfies OrderDecider;',
      ),
    ),
    good: complete,
  },
};

/** Comparing what is wanted with what stands on the disk. */
export const reconcileExplanations: Explanations<typeof reconcileReport.table> = {
  'foreign-file': {
    title: 'A file that Varve did not write lies among generated ones.',
    why: 'The generated folder may be deleted and made again at any time, and the file with it.',
    fix: 'Move it out of the generated folder.',
    bad: project({ ...alone, 'src/generated/ordering/notes.ts': ['export const mine = true;'] }),
    good: project({ ...alone, 'src/ordering/notes.ts': ['export const mine = true;'] }),
  },
  'file-in-the-way': {
    title: 'A file that Varve did not write stands where a generated one belongs.',
    why: 'A file without the marker line is yours, and is never overwritten.',
    fix: 'Move or delete it, or choose another folder with out.',
    bad: project({ ...alone, 'src/generated/ordering/order.ts': ['export const mine = true;'] }),
    good: project({ ...alone, 'src/ordering/order.ts': ['export const mine = true;'] }),
  },
  'unsafe-path': {
    title: 'A file would have to be written through a link, or over something that is no file.',
    why: 'A link may lead out of the project, where Varve never writes.',
    fix: 'Replace the link by a folder, or choose another one with out.',
    bad: project({ ...alone, 'src/generated/ordering/order.ts': [] }, ['src/generated']),
    good: project(alone),
  },
  'case-collision': {
    title: 'A file would differ from another one in upper and lower case only.',
    why: 'On many systems the two are one file, and writing one would lose the other.',
    fix: 'Rename or remove the file that is there.',
    bad: project({ ...alone, 'src/order/Order.decider.ts': ['export const mine = true;'] }),
    good: complete,
  },
};
