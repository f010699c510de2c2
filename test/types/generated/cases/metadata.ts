/** What deciding may read of the project's own metadata keys. */
import type { Metadata } from '../../../golden/metadata/expected/src/generated/metadata.js';
import { TaskAdded, type TaskDecider } from '../../../golden/metadata/expected/src/generated/tasks/task.js';

export const reads = {
  initialState: 0,
  decide: {
    AddTask: (_command, _state, { metadata }) => {
      const release: string | undefined = metadata.release;
      const size: number | undefined = metadata.batch?.size;
      const correlation: string = metadata.correlationId;
      // @ts-expect-error The key holds a text.
      const wrong: number | undefined = metadata.release;
      // @ts-expect-error What no schema declares is unknown.
      const unknown: string = metadata['other'];
      return release === undefined || size === 0 || correlation === '' || wrong === 1 || unknown === '' ? [] : [];
    },
  },
  evolve: { TaskAdded: (state: number) => state + 1 },
} satisfies TaskDecider<number>;

export const keys: Metadata = { release: 'v1' };
export const made = TaskAdded;
