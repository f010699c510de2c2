/**
 * Who may import whom, as a table: the import rules of docs/internals, checked by `npm run deps`.
 * A folder may use the *values* of what stands under `uses` and only the *types* of what stands under `knows`.
 * Everything that is not in the table is forbidden, a new folder included.
 */

/** Folders and top-level modules of generator/src, in the order of the pipeline. */
const generator = {
  diagnostics: { uses: [], knows: [], libraries: ['fastest-levenshtein'] },
  naming: { uses: [], knows: [], libraries: [] },
  model: { uses: [], knows: ['diagnostics'], libraries: [] },
  host: { uses: [], knows: [], libraries: ['tinyglobby'], node: true },
  source: { uses: ['diagnostics'], knows: ['model'], libraries: ['js-yaml', 'yaml'] },
  validate: { uses: ['diagnostics'], knows: ['model', 'source', 'config'], libraries: ['ajv'] },
  config: { uses: ['diagnostics', 'source', 'validate'], knows: ['model'], libraries: [] },
  values: { uses: ['diagnostics', 'model'], knows: [], libraries: [] },
  bind: { uses: ['diagnostics', 'model', 'naming', 'values'], knows: ['validate', 'config'], libraries: [] },
  evolve: { uses: ['diagnostics', 'model', 'naming', 'values'], knows: [], libraries: [] },
  // The hash of a shape is for all time, and the platform's is the one to trust.
  lock: { uses: ['diagnostics', 'model', 'naming'], knows: ['values'], libraries: [], core: ['crypto'] },
  samples: { uses: ['model', 'values'], knows: [], libraries: ['@eslint-community/regexpp'] },
  check: { uses: ['diagnostics', 'model', 'naming', 'values'], knows: ['config'], libraries: [] },
  plan: { uses: ['model', 'naming'], knows: ['config', 'diagnostics'], libraries: ['@varve/runtime'] },
  render: { uses: ['diagnostics'], knows: ['plan'], libraries: ['handlebars'] },
  format: { uses: [], knows: ['render', 'config'], libraries: ['prettier'] },
  merge: { uses: ['diagnostics'], knows: ['plan', 'format'], libraries: ['ts-morph'] },
  reconcile: { uses: ['diagnostics'], knows: ['host', 'plan', 'format', 'merge'], libraries: [] },
  explain: {
    uses: [],
    knows: ['source', 'validate', 'config', 'bind', 'evolve', 'lock', 'compile', 'render', 'merge', 'reconcile'],
    libraries: [],
  },
  assets: { uses: ['host'], knows: [], libraries: [], node: true },
  compile: {
    uses: [
      'diagnostics',
      'model',
      'source',
      'validate',
      'config',
      'bind',
      'evolve',
      'lock',
      'samples',
      'check',
      'plan',
      'render',
      'format',
      'merge',
      'reconcile',
    ],
    knows: ['host', 'assets'],
    libraries: [],
  },
  cli: {
    uses: ['compile', 'host', 'diagnostics', 'assets', 'reconcile', 'explain'],
    knows: ['config', 'model', 'plan'],
    libraries: [
      '@varve/runtime',
      'commander',
      'picocolors',
      'diff',
      'chokidar',
      '@clack/prompts',
      'jiti',
      'cli-progress',
      'jsonc-parser',
      'package-manager-detector',
    ],
    node: true,
  },
  index: {
    uses: ['compile', 'host', 'assets', 'diagnostics', 'reconcile'],
    knows: ['config', 'model', 'plan'],
    libraries: [],
  },
};

const stores = '^runtime/src/stores/';
const drivers = '(^|/)node_modules/(@photostructure/sqlite)/';
/** Folders of doors that speak to somebody's library, an optional peer, and the libraries. */
const peers = { otel: '@opentelemetry/api' };
const peerLibraries = Object.values(peers).map((library) => `(^|/)node_modules/${library}/`);
/** Doors for tests that ask for more than the platform: fast-check, and files. */
const randomDoors = '^runtime/src/testing/(fast-check|schemas)/';
const fileDoor = '^runtime/src/testing/schemas/';
/** Whoever sends webhooks says which addresses a name may lead to, which the platform’s `fetch` cannot. */
const webhookDoor = '^runtime/src/relay/webhook/';
const folder = (name) => `^generator/src/${name}(/|\\.ts$)`;
const any = (names) => names.map(folder);

/** What runs only when there are findings, with the parser that keeps positions; entered by `await import()` alone. */
const findings = [
  'locate',
  'load-thoroughly',
  'every-mistake',
  'position-tree',
  'parse-positions',
  'scalar-offsets',
  'format-yaml',
  'scalar-as-written',
  'edit/.*',
].map((name) => `^generator/src/source/${name}\\.ts$`);

/** What only some runs show; entered by `await import()` alone, but for each other. */
const onDemand = [
  'explain/',
  'cli/explain\\.ts',
  'cli/print-sarif\\.ts',
  'cli/sarif-log\\.ts',
  'cli/verify/',
  'cli/store/',
  'cli/run/',
  'cli/app/',
  'cli/operations/',
  'cli/freeze/',
  'cli/print-github\\.ts',
].map((path) => `^generator/src/${path}`);

const boundaries = Object.entries(generator).flatMap(([name, { uses, knows }]) => [
  {
    name: `${name}-imports`,
    comment: `${name} uses ${uses.join(', ') || 'nothing'} and knows the types of ${knows.join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: folder(name) },
    to: { path: '^generator/src/', pathNot: any([name, ...uses, ...knows]) },
  },
  ...(knows.length === 0
    ? []
    : [
        {
          name: `${name}-knows-types-only`,
          severity: 'error',
          from: { path: folder(name) },
          to: { path: any(knows), dependencyTypesNot: ['type-only'] },
        },
      ]),
]);

/** Folders that name a library; but for the types of our own runtime, it is one. */
const ownersOf = (library) => Object.keys(generator).filter((name) => generator[name].libraries.includes(library));

const owned = Object.entries(generator).flatMap(([name, { libraries }]) =>
  libraries.map((library) => ({
    name: `${library.replaceAll('/', '-')}-belongs-to-${name}`,
    comment: `Replacing ${library} must touch one folder.`,
    severity: 'error',
    from: { path: '^generator/', pathNot: ownersOf(library).map(folder) },
    to: { path: library === '@varve/runtime' ? '^runtime/' : `(^|/)node_modules/${library}/` },
  })),
);

const allLibraries = Object.values(generator).flatMap(({ libraries }) => libraries);
const withPureModules = Object.keys(generator).filter((name) => generator[name].core !== undefined);
const pureModules = [...new Set(withPureModules.flatMap((name) => generator[name].core))].map(
  (name) => `^(node:)?${name}$`,
);
const withNode = Object.keys(generator).filter((name) => generator[name].node === true);

module.exports = {
  generator,
  forbidden: [
    ...boundaries,
    ...owned,
    {
      name: 'generator-unlisted-library',
      severity: 'error',
      from: { path: '^generator/src/' },
      to: {
        path: 'node_modules/',
        pathNot: allLibraries.map((library) => `(^|/)node_modules/${library}/`),
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'positions-only-with-findings',
      comment: 'A run without findings must not load the parser with positions.',
      severity: 'error',
      from: { path: '^generator/src/', pathNot: findings },
      to: { path: [...findings, '(^|/)node_modules/yaml/'], dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'explanations-and-formats-on-demand',
      comment: 'A run that generates must load neither the explanations nor formats that were not asked for.',
      severity: 'error',
      from: { path: '^generator/src/', pathNot: onDemand },
      to: { path: onDemand, dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'generator-shell-owns-node',
      severity: 'error',
      from: { path: '^generator/src/', pathNot: any(withNode) },
      to: { dependencyTypes: ['core'], pathNot: pureModules },
    },
    {
      name: 'generator-pure-modules-by-permission',
      comment: 'A module of the platform that only computes may be used where the table says so.',
      severity: 'error',
      from: { path: '^generator/src/', pathNot: any([...withNode, ...withPureModules]) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'generator-knows-runtime-types-only',
      severity: 'error',
      from: { path: '^generator/' },
      to: { path: '^runtime/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'runtime-alone',
      comment: 'Zero dependencies: nothing but itself, the platform and the drivers of its store doors.',
      severity: 'error',
      from: { path: '^runtime/', pathNot: randomDoors },
      to: { path: '.', pathNot: ['^runtime/', drivers, ...peerLibraries], dependencyTypesNot: ['core'] },
    },
    {
      name: 'runtime-random-data-through-fast-check',
      severity: 'error',
      from: { path: randomDoors },
      to: { path: '.', pathNot: ['^runtime/', '(^|/)node_modules/fast-check/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'runtime-testing-without-fast-check',
      comment: 'Stories and contracts must run where fast-check is not installed.',
      severity: 'error',
      from: { path: '^runtime/src/testing/', pathNot: randomDoors },
      to: { path: randomDoors },
    },
    {
      name: 'runtime-node-behind-store-doors',
      severity: 'error',
      from: { path: '^runtime/', pathNot: [stores, fileDoor, webhookDoor] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'runtime-drivers-behind-store-doors',
      severity: 'error',
      from: { path: '^runtime/', pathNot: stores },
      to: { path: drivers },
    },
    ...Object.entries(peers).map(([place, library]) => ({
      name: `runtime-${library.replaceAll('/', '-')}-behind-its-door`,
      severity: 'error',
      from: { path: '^runtime/', pathNot: `^runtime/src/${place}/` },
      to: { path: `(^|/)node_modules/${library}/` },
    })),
    {
      name: 'runtime-without-its-testing-door',
      severity: 'error',
      from: { path: '^runtime/src/', pathNot: '^runtime/src/testing/' },
      to: { path: '^runtime/src/testing/' },
    },
    {
      name: 'runtime-without-its-stores',
      severity: 'error',
      from: { path: '^runtime/src/', pathNot: ['^runtime/src/(testing|stores)/', '^runtime/src/index\\.ts$'] },
      to: { path: stores },
    },
    {
      name: 'stores-apart',
      severity: 'error',
      from: { path: '^runtime/src/stores/([^/]+)/' },
      to: { path: stores, pathNot: '^runtime/src/stores/($1/|[^/]+\\.ts$)' },
    },
    {
      name: 'examples-by-package-name',
      severity: 'error',
      from: { path: '^examples/([^/]+)/' },
      to: {
        path: '.',
        pathNot: ['^examples/$1/', 'node_modules/', '^(runtime|generator)/dist/', '^(@varve/|varve$)'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: { pathNot: '^examples/' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/generated/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
