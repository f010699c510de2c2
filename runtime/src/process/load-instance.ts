import type { StreamName } from '../message/identifiers.js';
import { streamIdOf } from '../repository/stream-identity.js';
import { streamPages } from '../repository/read-pages.js';
import type { StreamReader } from '../store/read.js';
import { type Instance, noInstance, withRecord } from './instance.js';
import { decodeOwn, type ProcessSetup } from './process-setup.js';

/** An instance as its stream tells it now. @throws StoredEventError */
export async function loadInstance(
  setup: ProcessSetup,
  store: StreamReader,
  streamName: StreamName,
): Promise<Instance> {
  const id = streamIdOf(setup.streams, streamName);
  let instance = noInstance;
  for await (const { events } of streamPages({ store, codec: setup.own, streamName, id })) {
    for (const stored of events) {
      for (const event of decodeOwn(setup, stored, id)) instance = withRecord(setup.bound.definition, instance, event);
    }
  }
  return instance;
}
