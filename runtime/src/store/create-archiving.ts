import type { StreamName } from '../message/identifiers.js';
import type { ExpectedVersion } from './append.js';
import type { ArchiveResult, Archiving } from './archive.js';
import { assertExpected, assertStreamName } from './check-append.js';
import type { ArchiveStep } from './judge-archive.js';
import { assertCount, assertStorableKey } from './storable-text.js';
import type { StoreGate } from './store-gate.js';

/** One step for one stream, checked, and cut loose from what its caller may go on to change. */
export interface ArchiveRequest {
  readonly streamName: StreamName;
  readonly step: ArchiveStep;
  readonly ignoreCheckpoints: readonly string[];
}

/** The archive that users get: every argument checked before `write` is asked to do it. */
export function createArchiving(
  { enter }: StoreGate,
  write: (request: ArchiveRequest) => Promise<ArchiveResult>,
): Archiving {
  return {
    async archiveStream(streamName, expected, options = {}) {
      enter();
      assertStreamName(streamName);
      assertExpected(expected);
      const step = { kind: 'archive', expected: copyOf(expected) } as const;
      return write({ streamName, step, ignoreCheckpoints: namesIn(options.ignoreCheckpoints) });
    },
    async truncateStream(streamName, { before, ignoreCheckpoints }) {
      enter();
      assertStreamName(streamName);
      assertCount('before', before, 0);
      const step = { kind: 'truncate', before } as const;
      return write({ streamName, step, ignoreCheckpoints: namesIn(ignoreCheckpoints) });
    },
    async restoreStream(streamName) {
      enter();
      assertStreamName(streamName);
      return write({ streamName, step: { kind: 'restore' }, ignoreCheckpoints: [] });
    },
  };
}

function copyOf(expected: ExpectedVersion): ExpectedVersion {
  return typeof expected === 'object' ? { streamVersion: expected.streamVersion } : expected;
}

function namesIn(names: readonly string[] = []): readonly string[] {
  for (const name of names) assertStorableKey('ignoreCheckpoints', name);
  return [...names];
}
