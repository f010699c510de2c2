/* Our own head. */
import type { TaskDecider } from '../generated/tasks/task.js';

/** What deciding needs to know of Task. Yours to shape. */
export type TaskState = Readonly<Record<string, never>>;

/** Something to be done. */
export const taskDecider = {
  initialState: {},
  decide: {
    // Return what happened (TaskAdded), or [] when there is nothing to do.
    AddTask(_command, _state, _context) {
      throw new Error('tasks.AddTask is not decided yet.');
    },
    // ---
    // Return what happened (TaskDone), or [] when there is nothing to do.
    FinishTask(_command, _state, _context) {
      throw new Error('tasks.FinishTask is not decided yet.');
    },
  },
  evolve: {
    // Return the state after TaskAdded.
    TaskAdded: (state) => state,
    // Return the state after TaskDone.
    TaskDone: (state) => state,
  },
} satisfies TaskDecider<TaskState>;
