import type { SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import type { Answering } from '../runtime/relay/webhook-receiver.js';
import { sleep } from './disturbed-processors.js';

export interface Arrival {
  readonly id: string;
  readonly streamName: string;
  readonly streamVersion: number;
}

/** A receiver that notes what arrives, and then answers well, badly, late, by halves or never. */
export function moodyReceiver(random: SeededRandom, arrivals: Arrival[]): Answering {
  return (request, response) => {
    const event = JSON.parse(request.body) as { subject: string; streamversion: number };
    const id = String(request.headers['webhook-id']);
    arrivals.push({ id, streamName: event.subject, streamVersion: event.streamversion });
    const mood = random.below(60);
    if (mood === 0) response.writeHead(500).end();
    else if (mood === 1) response.writeHead(503, { 'retry-after': '0' }).end();
    else if (mood === 2) response.destroy();
    else if (mood === 3) response.writeHead(200).flushHeaders();
    else if (mood === 4) void sleep(random.below(20)).then(() => response.writeHead(204).end());
    // The fifth one never answers.
    else if (mood !== 5) response.writeHead(204).end();
  };
}
