import { type Command, Option } from 'commander';
import * as examples from './operation-help.js';
import type { DiscardFlags, OperationFlags } from './operations/operation-flags.js';
import type { EventTreeFlags } from './operations/run-event-tree.js';
import type { EventListFlags, EventShowFlags, EventTailFlags } from './operations/run-events.js';
import type { ParkedDiscardFlags, ParkedListFlags, ParkedShowFlags } from './operations/run-parked.js';
import type { ProcessListFlags, ProcessShowFlags } from './operations/run-processes.js';
import type { ProjectionFlags } from './operations/run-projections.js';
import type { ReplayFlags } from './operations/run-replay.js';
import type { SnapshotDiscardFlags, SnapshotListFlags, SnapshotShowFlags } from './operations/run-snapshots.js';
import type { StreamListFlags, StreamShowFlags } from './operations/run-streams.js';
import type { PlaceFlags } from './program.js';
import type { RebuildFlags } from './run/run-rebuild.js';

/** What the commands do that look after a running system. */
export interface OperationActions {
  readonly listStreams: (flags: StreamListFlags) => Promise<void>;
  readonly showStream: (name: string, flags: StreamShowFlags & { readonly diff?: string }) => Promise<void>;
  readonly listEvents: (flags: EventListFlags) => Promise<void>;
  readonly showEvent: (id: string, flags: EventShowFlags) => Promise<void>;
  readonly tailEvents: (flags: EventTailFlags) => Promise<void>;
  readonly showEventTree: (correlation: string, flags: EventTreeFlags) => Promise<void>;
  readonly listProjections: (name: string | undefined, flags: ProjectionFlags) => Promise<void>;
  readonly discardGeneration: (name: string, hash: string, flags: DiscardFlags) => Promise<void>;
  readonly listProcessors: (flags: OperationFlags) => Promise<void>;
  readonly showProcessor: (name: string, flags: OperationFlags) => Promise<void>;
  readonly discardProcessor: (name: string, flags: DiscardFlags) => Promise<void>;
  readonly listParked: (flags: ParkedListFlags) => Promise<void>;
  readonly showParked: (eventId: string, flags: ParkedShowFlags) => Promise<void>;
  readonly replayParked: (processor: string, flags: ReplayFlags & PlaceFlags) => Promise<void>;
  readonly discardParked: (processor: string, flags: ParkedDiscardFlags) => Promise<void>;
  readonly listSnapshots: (flags: SnapshotListFlags) => Promise<void>;
  readonly showSnapshots: (stream: string, flags: SnapshotShowFlags) => Promise<void>;
  readonly discardSnapshots: (stream: string | undefined, flags: SnapshotDiscardFlags) => Promise<void>;
  readonly listProcesses: (flags: ProcessListFlags & PlaceFlags) => Promise<void>;
  readonly showProcess: (name: string, id: string, flags: ProcessShowFlags & PlaceFlags) => Promise<void>;
  readonly rebuild: (projection: string, flags: RebuildFlags & PlaceFlags) => Promise<void>;
}

type AddPlace = (command: Command) => Command;

/** Declares the commands that look after a running system. @param addPlace adds what every command has */
export function declareOperations(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  declareStreams(program, actions, addPlace);
  declareEvents(program, actions, addPlace);
  declareProjections(program, actions, addPlace);
  declareProcessors(program, actions, addPlace);
  declareParked(program, actions, addPlace);
  declareSnapshots(program, actions, addPlace);
  declareProcesses(program, actions, addPlace);
}

function groupOf(program: Command, name: string, description: string, help: string): Command {
  return program.command(name).description(description).addHelpText('after', help);
}

function verb(group: Command, name: string, description: string, addPlace: AddPlace): Command {
  return addPlace(group.command(name))
    .description(description)
    .addOption(storeOption())
    .addOption(new Option('--schema <name>', 'where the tables lie in PostgreSQL; otherwise varve'))
    .addOption(new Option('--tenant <name>', 'what this tenant has in the store; otherwise what everybody has'))
    .addOption(formatOption())
    .addOption(jsonOption());
}

const storeOption = (): Option =>
  new Option(
    '--store <url>',
    'a SQLite file, postgres://…, or env: and a variable that holds one',
  ).makeOptionMandatory();

const formatOption = (): Option =>
  new Option('--format <format>', 'how to print it').choices(['pretty', 'json']).default('pretty');

const jsonOption = (): Option => new Option('--json', 'the same as --format json: one line for each thing');

const limitOption = (usual: string): Option => new Option('--limit <count>', 'how many at most').default(usual);

function addReading(command: Command): Command {
  return command
    .addOption(new Option('--app <module>', 'the code that reads it; otherwise app: in the configuration'))
    .addOption(new Option('-c, --config <file>', 'the configuration; otherwise the nearest varve.config.yaml upwards'))
    .addOption(new Option('--raw', 'as it is stored').conflicts('app'));
}

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function addSelection(command: Command): Command {
  return addReading(command)
    .addOption(
      new Option('--type <name>', 'of this type, whatever it was called before; may be repeated').argParser(several),
    )
    .addOption(new Option('--category <name>', 'of streams of this category; may be repeated').argParser(several))
    .addOption(new Option('--since <moment>', 'recorded then or later: an instant, a day, or how long ago, as 2h'))
    .addOption(new Option('--until <moment>', 'recorded then or before'))
    .addOption(new Option('--correlation <id>', 'of one conversation'))
    .addOption(new Option('--after <place>', 'behind this place of the log'));
}

function addDiscarding(command: Command): Command {
  return command
    .addOption(new Option('-y, --yes', 'ask nothing'))
    .addOption(new Option('--dry-run', 'discard nothing; say what would be'));
}

function declareStreams(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'streams',
    'Look at streams: which there are, and what is in them.',
    examples.streamsExamples,
  );
  verb(group, 'list', 'List streams by name, with their versions and when they were written to.', addPlace)
    .addOption(new Option('--category <name>', 'only those of this category'))
    .addOption(new Option('--prefix <text>', 'only those whose names begin with it'))
    .addOption(new Option('--after <stream>', 'behind this one'))
    .addOption(limitOption('100'))
    .action((flags: StreamListFlags) => actions.listStreams(flags));
  addReading(verb(group, 'show', 'Show the events of a stream, as the code of today reads them.', addPlace))
    .argument('<stream>', 'its whole name')
    .addOption(new Option('--from <version>', 'the first stream version to show'))
    .addOption(new Option('--to <version>', 'the last one'))
    .addOption(limitOption('100'))
    .addOption(
      new Option('--diff <versions>', 'how the state differs between two stream versions, such as 3..7').conflicts([
        'from',
        'to',
        'raw',
      ]),
    )
    .action((name: string, flags: StreamShowFlags & { readonly diff?: string }) => actions.showStream(name, flags));
}

function declareEvents(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'events',
    'Look at the log: list events, follow it, see what caused what.',
    examples.eventsExamples,
  );
  addSelection(verb(group, 'list', 'List events in the order of the log.', addPlace))
    .addOption(limitOption('100'))
    .action((flags: EventListFlags) => actions.listEvents(flags));
  addReading(verb(group, 'show', 'Show one event: as it is stored, and as the code of today reads it.', addPlace))
    .argument('<id>', 'its id')
    .addOption(new Option('--full', 'all of it, however long'))
    .action((id: string, flags: EventShowFlags) => actions.showEvent(id, flags));
  addSelection(verb(group, 'tail', 'Follow the log: each event once, as it comes, until a signal.', addPlace))
    .addOption(new Option('--every <milliseconds>', 'how often to look').default('500'))
    .addOption(new Option('--limit <count>', 'end after so many'))
    .action((flags: EventTailFlags) => actions.tailEvents(flags));
  addReading(verb(group, 'tree', 'Draw what one first message set off, as a tree of commands and events.', addPlace))
    .argument('<correlation>', 'id of the conversation')
    .addOption(limitOption('10000'))
    .action((correlation: string, flags: EventTreeFlags) => actions.showEventTree(correlation, flags));
}

function declareProjections(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'projections',
    'Look at the rows of projections, and at those that are being made.',
    examples.projectionsExamples,
  );
  const app = (): Option =>
    new Option('--app <module>', 'the code whose projections they are, to say which rows are its own');
  verb(group, 'list', 'List generations of rows: what serves, what is built, what is behind.', addPlace)
    .addOption(app())
    .action((flags: ProjectionFlags) => actions.listProjections(undefined, flags));
  verb(group, 'show', 'Show the generations of one projection, slice by slice.', addPlace)
    .argument('<projection>', 'such as ordering.OrderSummary')
    .addOption(app())
    .action((name: string, flags: ProjectionFlags) => actions.listProjections(name, flags));
  addDiscarding(
    verb(group, 'discard', 'Take away rows that do not serve: those of a build that was given up.', addPlace),
  )
    .argument('<projection>', 'such as ordering.OrderSummary')
    .argument('<generation>', 'its hash, as the list has it')
    .action((name: string, hash: string, flags: DiscardFlags) => actions.discardGeneration(name, hash, flags));
  addPlace(group.command('rebuild'))
    .argument('<projection>', 'such as ordering.OrderSummary')
    .description('The same as varve rebuild.')
    .addOption(new Option('--app <module>', 'the module that exports the application').makeOptionMandatory())
    .addOption(formatOption())
    .addOption(new Option('--events-per-second <count>', 'no faster, so that others find the store free'))
    .addOption(new Option('--slices <count>', 'side by side, where each row belongs to a stream'))
    .action((projection: string, flags: RebuildFlags & PlaceFlags) => actions.rebuild(projection, flags));
}

function declareProcessors(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'processors',
    'Look at what follows the log: where it is, who has it, what it has parked.',
    examples.processorsExamples,
  );
  verb(group, 'list', 'List checkpoints, leases and how much is parked.', addPlace).action((flags: OperationFlags) =>
    actions.listProcessors(flags),
  );
  verb(group, 'show', 'Show one of them.', addPlace)
    .argument('<processor>', 'its name')
    .action((name: string, flags: OperationFlags) => actions.showProcessor(name, flags));
  addDiscarding(verb(group, 'discard', 'Take away the checkpoint of a processor that nobody runs any more.', addPlace))
    .argument('<processor>', 'its name, as the list has it')
    .action((name: string, flags: DiscardFlags) => actions.discardProcessor(name, flags));
}

function declareParked(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'parked',
    'Look at events that were put aside; handle them again, or give them up.',
    examples.parkedExamples,
  );
  verb(group, 'list', 'List parked events, and why they were parked.', addPlace)
    .addOption(new Option('--processor <name>', 'only those of this one'))
    .addOption(new Option('--stream <name>', 'only those of this stream'))
    .addOption(limitOption('100'))
    .action((flags: ParkedListFlags) => actions.listParked(flags));
  addReading(verb(group, 'show', 'Show a parked event, as it is stored and as the code of today reads it.', addPlace))
    .argument('<event>', 'its id')
    .addOption(new Option('--full', 'all of it, however long'))
    .action((eventId: string, flags: ParkedShowFlags) => actions.showParked(eventId, flags));
  addPlace(group.command('replay'))
    .argument('<processor>', 'its name; of a projection, such as ordering.OrderSummary')
    .description('Handle parked events again, in their order, with the application that parked them.')
    .addOption(new Option('--app <module>', 'the module that exports the application').makeOptionMandatory())
    .addOption(new Option('--wait <seconds>', 'how long to wait for a process that works on it').default('30'))
    .addOption(formatOption())
    .addOption(jsonOption())
    .action((processor: string, flags: ReplayFlags & PlaceFlags) => actions.replayParked(processor, flags));
  addDiscarding(verb(group, 'discard', 'Give parked events up: they will never be handled.', addPlace))
    .argument('<processor>', 'its name, as the list has it')
    .addOption(new Option('--event <id>', 'only this one'))
    .addOption(new Option('--stream <name>', 'only those of this stream'))
    .action((processor: string, flags: ParkedDiscardFlags) => actions.discardParked(processor, flags));
}

function declareSnapshots(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'snapshots',
    'Look at snapshots of states, or discard them: they are made again.',
    examples.snapshotsExamples,
  );
  verb(group, 'list', 'List snapshots by stream.', addPlace)
    .addOption(new Option('--stream <name>', 'only those of this stream'))
    .addOption(limitOption('100'))
    .action((flags: SnapshotListFlags) => actions.listSnapshots(flags));
  verb(group, 'show', 'Show the state that a snapshot holds.', addPlace)
    .argument('<stream>', 'its whole name')
    .addOption(new Option('--full', 'all of it, however long'))
    .action((stream: string, flags: SnapshotShowFlags) => actions.showSnapshots(stream, flags));
  addDiscarding(verb(group, 'discard', 'Discard the snapshots of a stream, or all of them.', addPlace))
    .argument('[stream]', 'its whole name')
    .addOption(new Option('--all', 'of every stream'))
    .action((stream: string | undefined, flags: SnapshotDiscardFlags) => actions.discardSnapshots(stream, flags));
}

function declareProcesses(program: Command, actions: OperationActions, addPlace: AddPlace): void {
  const group = groupOf(
    program,
    'processes',
    'Look at instances of processes: what they wait for, and which are stuck.',
    examples.processesExamples,
  );
  const command = (name: string, description: string): Command =>
    addPlace(group.command(name))
      .description(description)
      .addOption(new Option('--app <module>', 'the module that exports the application').makeOptionMandatory())
      .addOption(new Option('--undelivered-for <seconds>', 'when a command without an answer is stuck').default('60'))
      .addOption(new Option('--idle-for <seconds>', 'when waiting for events alone is stuck').default('3600'))
      .addOption(formatOption())
      .addOption(jsonOption());
  command('list', 'List instances, with what they reacted to last and what they wait for.')
    .addOption(new Option('--process <name>', 'only those of this one, such as banking.Transfer'))
    .addOption(new Option('--status <status>', 'only such').choices(['running', 'ended', 'stuck']))
    .addOption(limitOption('100'))
    .action((flags: ProcessListFlags & PlaceFlags) => actions.listProcesses(flags));
  command('show', 'Show one instance: its state, its commands without an answer, its timeouts.')
    .argument('<process>', 'such as banking.Transfer')
    .argument('<id>', 'what its events are correlated by, as JSON or as plain text')
    .action((name: string, id: string, flags: ProcessShowFlags & PlaceFlags) => actions.showProcess(name, id, flags));
}
