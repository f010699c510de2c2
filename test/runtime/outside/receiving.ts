import { isRuntimeError } from '@varve/runtime';
import { createCloudEvents } from '@varve/runtime/cloudevents';
import { verifyWebhook } from '@varve/runtime/webhooks';
import { bankRegistry } from '../../golden/snapshots/expected/src/generated/bank/bank.js';

const bankEvents = createCloudEvents({ source: 'https://bank.example/', registries: [bankRegistry] });

/** What docs/guide/relays.md shows: seen ids are best kept in the transaction of whatever the event does. */
export async function receive(
  request: { readonly headers: Headers; readonly body: Uint8Array },
  secrets: readonly string[],
  seen: Set<string>,
  welcome: (name: string) => void,
): Promise<number> {
  try {
    const { id } = await verifyWebhook(request, { secrets });
    if (seen.has(id)) return 204;
    const { events } = bankEvents.fromHttp(request);
    for (const event of events) {
      if (event.type === 'bank.AccountOpened') welcome(event.data.holder.name);
    }
    seen.add(id);
    return 204;
  } catch (error) {
    if (isRuntimeError(error, 'webhook-refused')) return 401;
    if (isRuntimeError(error, 'invalid-cloud-event')) return 400;
    throw error;
  }
}
