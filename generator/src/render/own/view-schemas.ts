import type { AggregateClassView } from '../../plan/contract/aggregate-class.js';
import type { ChecksFileView } from '../../plan/checks/checks-file.js';
import type { ContractFileView, ContractView, StatementView } from '../../plan/contract/contract-file.js';
import type { FileView } from '../../plan/generated-file.js';
import type { MessageClassView, MessagesFileView } from '../../plan/messages/message-view.js';
import type { MetadataFileView } from '../../plan/metadata/metadata-file.js';
import type { ProcessFileView } from '../../plan/process/process-file.js';
import type { ProjectionFileView } from '../../plan/projection/projection-file.js';
import type { AggregateFileView } from '../../plan/scaffold/aggregate-scaffold.js';
import type { DeciderFileView } from '../../plan/scaffold/decider-scaffold.js';
import type { ReactionsFileView } from '../../plan/scaffold/process-scaffold.js';
import type { HandlersFileView } from '../../plan/scaffold/projection-scaffold.js';
import type { UpcastersFileView } from '../../plan/scaffold/upcasters-scaffold.js';
import type { SamplesFileView } from '../../plan/samples/samples-file.js';
import type { SchemaTestsFileView } from '../../plan/samples/schema-tests-file.js';
import type { StateFileView } from '../../plan/state/state-file.js';
import type { UpcastsFileView } from '../../plan/steps/upcasts-file.js';
import type { DeclarationView, InterfaceView } from '../../plan/types/declarations.js';
import type { TypesFileView } from '../../plan/types/types-file.js';
import type { VersionView } from '../../plan/types/version-view.js';
import type { WiringFileView } from '../../plan/wiring/wiring-file.js';
import type { SchemaOf, ViewSchema } from './view-schema.js';

const header = { marker: 'text', hasImports: 'condition', imports: 'text' } as const satisfies SchemaOf<FileView>;

const statement = { doc: 'text', text: 'text' } as const satisfies SchemaOf<StatementView>;

const line = { text: 'text' } as const;

const interfaces = {
  doc: 'text',
  name: 'text',
  hasFields: 'condition',
  fields: [statement],
} as const satisfies SchemaOf<InterfaceView>;

const declaration = { interfaces: [interfaces], aliases: [statement] } as const satisfies SchemaOf<DeclarationView>;

const typeVersion = { declarations: [declaration], shape: 'text' } as const satisfies SchemaOf<VersionView>;

const messageClass = {
  doc: 'text',
  name: 'text',
  type: 'text',
  hasSchemaVersion: 'condition',
  schemaVersion: 'text',
  dataType: 'text',
  isMade: 'condition',
  ofDoc: 'text',
  ofParameter: 'text',
  ofResult: 'text',
} as const satisfies SchemaOf<MessageClassView>;

const contract = {
  doc: 'text',
  name: 'text',
  id: 'text',
  hasState: 'condition',
  state: 'text',
  hasFact: 'condition',
  fact: 'text',
  hasMetadata: 'condition',
  metadata: 'text',
  hasEvents: 'condition',
  events: [{ key: 'text', type: 'text' }],
  hasCommands: 'condition',
  commands: [{ key: 'text', command: 'text', emits: 'text', rejects: 'text' }],
} as const satisfies SchemaOf<ContractView>;

const method = { doc: 'text', signature: 'text', type: 'text', method: 'text' } as const;

const aggregateClass = {
  doc: 'text',
  name: 'text',
  base: 'text',
  event: 'text',
  command: 'text',
  context: 'text',
  result: 'text',
  hasCommands: 'condition',
  commands: [method],
  kept: [{ doc: 'text', state: 'text' }],
  restored: [{ state: 'text' }],
  hasEvents: 'condition',
  events: [method],
} as const satisfies SchemaOf<AggregateClassView>;

const aggregate = {
  imports: 'text',
  doc: 'text',
  name: 'text',
  base: 'text',
  members: [line],
} as const satisfies SchemaOf<AggregateFileView>;

const checks = {
  marker: 'text',
  imports: 'text',
  checks: [
    {
      doc: 'text',
      name: 'text',
      check: 'text',
      constants: [{ name: 'text', code: 'text' }],
      saying: 'text',
      keywords: 'text',
      code: 'text',
    },
  ],
} as const satisfies SchemaOf<ChecksFileView>;

const contractFile = {
  ...header,
  exports: 'text',
  ids: [interfaces],
  unions: [statement],
  contracts: [contract],
  deciders: [statement],
  classes: [aggregateClass],
  definitions: [statement],
} as const satisfies SchemaOf<ContractFileView>;

const decider = {
  imports: 'text',
  stateTypes: [statement],
  doc: 'text',
  variable: 'text',
  initialState: 'text',
  hasDecide: 'condition',
  decide: [line],
  evolves: 'condition',
  hasEvolve: 'condition',
  evolve: [line],
  type: 'text',
} as const satisfies SchemaOf<DeciderFileView>;

const messages = {
  ...header,
  messages: [{ versions: [typeVersion], classes: [messageClass], definitionDoc: 'text', definition: 'text' }],
} as const satisfies SchemaOf<MessagesFileView>;

const metadata = {
  ...header,
  declarations: [declaration],
  type: 'text',
  withMetadata: 'text',
  keys: 'text',
} as const satisfies SchemaOf<MetadataFileView>;

const handlers = {
  imports: 'text',
  doc: 'text',
  variable: 'text',
  handlers: [line],
  type: 'text',
} as const satisfies SchemaOf<HandlersFileView>;

const projection = {
  ...header,
  keys: [interfaces],
  declarations: [declaration],
  contracts: [{ doc: 'text', name: 'text', key: 'text', row: 'text', events: [{ key: 'text', type: 'text' }] }],
  handlers: [statement],
  shape: 'text',
  definitions: [statement],
} as const satisfies SchemaOf<ProjectionFileView>;

const process = {
  ...header,
  exports: 'text',
  contracts: [
    {
      doc: 'text',
      name: 'text',
      id: 'text',
      state: 'text',
      groups: [{ key: 'text', isEmpty: 'condition', members: [{ doc: 'text', key: 'text', type: 'text' }] }],
      commands: 'text',
    },
  ],
  handlers: [statement],
  definitions: [statement],
} as const satisfies SchemaOf<ProcessFileView>;

const reactions = {
  imports: 'text',
  doc: 'text',
  variable: 'text',
  groups: [{ key: 'text', handlers: [line] }],
  type: 'text',
} as const satisfies SchemaOf<ReactionsFileView>;

const samples = {
  ...header,
  dataDoc: 'text',
  data: 'text',
  messages: [{ key: 'text', versions: [line] }],
  constants: [line],
  samplesDoc: 'text',
  samples: 'text',
} as const satisfies SchemaOf<SamplesFileView>;

const schemaTests = {
  imports: 'text',
  doc: 'text',
  declare: 'text',
  registry: 'text',
  samples: 'text',
  fixtures: 'text',
  test: 'text',
} as const satisfies SchemaOf<SchemaTestsFileView>;

const state = {
  ...header,
  declarations: [declaration],
  latestDoc: 'text',
  latest: 'text',
  shapes: [line],
  classes: [messageClass],
  definitions: [statement],
} as const satisfies SchemaOf<StateFileView>;

const types = { ...header, exports: [line], versions: [typeVersion] } as const satisfies SchemaOf<TypesFileView>;

const upcasters = {
  imports: 'text',
  doc: 'text',
  variable: 'text',
  members: [line],
  type: 'text',
} as const satisfies SchemaOf<UpcastersFileView>;

const upcasts = { ...header, statements: [line] } as const satisfies SchemaOf<UpcastsFileView>;

const wiring = {
  ...header,
  contractDoc: 'text',
  contract: 'text',
  customs: [statement],
  registryDoc: 'text',
  registry: 'text',
  optionsDoc: 'text',
  optionsHead: 'text',
  hasOptions: 'condition',
  options: [line],
  apiDoc: 'text',
  apiHead: 'text',
  aggregates: [
    {
      doc: 'text',
      key: 'text',
      methods: [{ doc: 'text', signature: 'text', implementation: 'text' }],
      repository: 'text',
    },
  ],
  groups: [{ key: 'text', members: [{ doc: 'text', key: 'text', type: 'text', implementation: 'text' }] }],
  createDoc: 'text',
  createHead: 'text',
  open: 'text',
  expose: 'text',
  opened: 'text',
} as const satisfies SchemaOf<WiringFileView>;

/** What each template in `templates/files` is given. */
export const viewSchemas: Readonly<Record<string, ViewSchema>> = {
  aggregate,
  checks,
  contract: contractFile,
  decider,
  handlers,
  messages,
  metadata,
  process,
  projection,
  reactions,
  samples,
  'schema-tests': schemaTests,
  state,
  types,
  upcasters,
  upcasts,
  wiring,
};
