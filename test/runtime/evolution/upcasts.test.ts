import { describe, expect, test } from 'vitest';
import { id, read, recordedAt, stored } from './banking-kit.js';

describe('an event of an older schema version', () => {
  test('is taken step by step to the latest, through functions of the user and steps of types', () => {
    const event = stored('Opened', 1, { owner: 'Ann', limit: 12.5 });
    expect(read(event)).toStrictEqual([
      {
        type: 'banking.Opened',
        data: {
          holder: 'Ann',
          limit: { amount: '12.50', currency: 'EUR' },
          openedAt: recordedAt,
          channel: 'branch',
        },
        eventId: event.eventId,
        id,
        streamName: event.streamName,
        position: 3,
        part: 0,
        recordedAt,
        schemaVersion: 1,
        metadata: { correlationId: 'c', causationId: 'k', actor: 'ann' },
      },
    ]);
  });
});
