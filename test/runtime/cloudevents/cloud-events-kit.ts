import { createCloudEvents } from '../../../runtime/src/cloudevents/cloud-events.js';
import { bankingRegistry } from '../sample/banking/banking.js';
import { custom, recordedAt, stream } from '../evolution/banking-kit.js';

export const source = 'https://bank.example/ledger?region=eu';
export const banking = createCloudEvents({ source, registries: [bankingRegistry(custom)] });

/** An event of the bank's first year as somebody may still send it, with some attributes changed, or left out by `undefined`. */
export function sent(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'e1e1e1e1-0000-7000-8000-000000000001',
    source,
    type: 'banking.Opened',
    subject: stream,
    time: recordedAt,
    datacontenttype: 'application/json',
    schemaversion: 1,
    streamversion: 1,
    data: { owner: 'Ann', limit: 12.5 },
    ...changes,
  };
}

/** The same over HTTP, in headers. */
export function sentBinary(changes: Record<string, unknown> = {}) {
  const { data, datacontenttype, ...attributes } = sent(changes);
  const headers: Record<string, string> = { 'content-type': String(datacontenttype) };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) headers[`ce-${name}`] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return { headers, body: JSON.stringify(data) };
}
