import type { OperationActions } from '../../generator/src/cli/operation-program.js';

const nothing = async (): Promise<void> => Promise.resolve();

/** For programs of which only the words are looked at. */
export const noOperations: OperationActions = {
  listStreams: nothing,
  showStream: nothing,
  listEvents: nothing,
  showEvent: nothing,
  tailEvents: nothing,
  showEventTree: nothing,
  listProjections: nothing,
  discardGeneration: nothing,
  listProcessors: nothing,
  showProcessor: nothing,
  discardProcessor: nothing,
  listParked: nothing,
  showParked: nothing,
  replayParked: nothing,
  discardParked: nothing,
  listSnapshots: nothing,
  showSnapshots: nothing,
  discardSnapshots: nothing,
  rebuild: nothing,
};
