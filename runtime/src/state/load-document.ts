import type { CommandRun } from '../command/command-run.js';
import { placeOf, type ReadState, readState } from './state-document.js';
import type { StateSetup } from './state-setup.js';

/** The state as it stands. @throws StoredEventError */
export async function loadDocument<State>(
  { aggregate, definition, store, context: { codec }, initial }: StateSetup<State>,
  { streamName, id }: Pick<CommandRun['source'], 'streamName' | 'id'>,
): Promise<ReadState<State>> {
  const { collection, key } = placeOf(aggregate, streamName);
  const document = await store.findDocument(collection, key);
  if (document === undefined) return { state: initial(), revision: 0, eventCount: 0, writtenBy: undefined };
  return readState<State>(document, { codec, streamName, id, definition });
}
