import type { ExitCode } from './exit-codes.js';
import type { OperationActions } from './operation-program.js';
import type { Operation } from './operations/operation.js';
import type { PlaceFlags } from './program.js';
import { guarded } from './run-command.js';
import type { Surroundings } from './surroundings.js';

type Work = (operation: Operation) => Promise<ExitCode>;

/** What looks after a running system; loads only what the command needs. */
export function operationActions(
  surroundings: Surroundings,
  end: (exitCode: ExitCode) => void,
): Omit<OperationActions, 'rebuild'> {
  const run = async (flags: PlaceFlags & { readonly config?: string }, work: Work): Promise<void> => {
    end(await guarded(flags, surroundings, (context) => work({ context, surroundings })));
  };
  return {
    listStreams: (flags) =>
      run(flags, async (own) => (await import('./operations/run-streams.js')).listStreams(flags, own)),
    showStream: (name, { diff, ...flags }) =>
      run(flags, async (own) => {
        if (diff === undefined) return (await import('./operations/run-streams.js')).showStream(name, flags, own);
        return (await import('./operations/state-diff.js')).diffStates(name, { ...flags, diff }, own);
      }),
    listEvents: (flags) =>
      run(flags, async (own) => (await import('./operations/run-events.js')).listEvents(flags, own)),
    showEvent: (id, flags) =>
      run(flags, async (own) => (await import('./operations/run-events.js')).showEvent(id, flags, own)),
    tailEvents: (flags) =>
      run(flags, async (own) => (await import('./operations/run-events.js')).tailEvents(flags, own)),
    showEventTree: (correlation, flags) =>
      run(flags, async (own) =>
        (await import('./operations/run-event-tree.js')).showEventTree(correlation, flags, own),
      ),
    ...followers(run),
  };
}

type Run = (flags: PlaceFlags, work: Work) => Promise<void>;

/** What looks at those who follow the log, and at what they keep. */
function followers(
  run: Run,
): Pick<
  OperationActions,
  | 'listProjections'
  | 'discardGeneration'
  | 'listProcessors'
  | 'showProcessor'
  | 'discardProcessor'
  | 'listProcesses'
  | 'showProcess'
  | 'listParked'
  | 'showParked'
  | 'replayParked'
  | 'discardParked'
  | 'listSnapshots'
  | 'showSnapshots'
  | 'discardSnapshots'
> {
  return {
    listProjections: (name, flags) =>
      run(flags, async (own) => (await import('./operations/run-projections.js')).listProjections(name, flags, own)),
    discardGeneration: (name, hash, flags) =>
      run(flags, async (own) =>
        (await import('./operations/run-projections.js')).discardGeneration(name, hash, flags, own),
      ),
    listProcessors: (flags) =>
      run(flags, async (own) => (await import('./operations/run-processors.js')).listProcessors(flags, own)),
    showProcessor: (name, flags) =>
      run(flags, async (own) => (await import('./operations/run-processors.js')).showProcessor(name, flags, own)),
    listProcesses: (flags) =>
      run(flags, async (own) => (await import('./operations/run-processes.js')).listProcesses(flags, own)),
    showProcess: (name, id, flags) =>
      run(flags, async (own) => (await import('./operations/run-processes.js')).showProcess(name, id, flags, own)),
    discardProcessor: (name, flags) =>
      run(flags, async (own) => (await import('./operations/run-processors.js')).discardProcessor(name, flags, own)),
    listParked: (flags) =>
      run(flags, async (own) => (await import('./operations/run-parked.js')).listParked(flags, own)),
    showParked: (eventId, flags) =>
      run(flags, async (own) => (await import('./operations/run-parked.js')).showParked(eventId, flags, own)),
    replayParked: (processor, flags) =>
      run(flags, async (own) => (await import('./operations/run-replay.js')).replayParked(processor, flags, own)),
    discardParked: (processor, flags) =>
      run(flags, async (own) => (await import('./operations/run-parked.js')).discardParked(processor, flags, own)),
    listSnapshots: (flags) =>
      run(flags, async (own) => (await import('./operations/run-snapshots.js')).listSnapshots(flags, own)),
    showSnapshots: (stream, flags) =>
      run(flags, async (own) => (await import('./operations/run-snapshots.js')).showSnapshots(stream, flags, own)),
    discardSnapshots: (stream, flags) =>
      run(flags, async (own) => (await import('./operations/run-snapshots.js')).discardSnapshots(stream, flags, own)),
  };
}
