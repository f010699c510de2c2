// Declared transitions bind an aggregate class as they bind a decider, through the state that it hands out.
import { expect, test } from 'vitest';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';
import { given } from '../../../runtime/src/testing/index.js';
import {
  door,
  DoorAggregate,
  DoorClosed,
  DoorLocked,
  DoorOpened,
  DoorPainted,
  type DoorState,
  DoorStuck,
  MoveDoor,
} from '../../golden/states-of-classes/expected/src/generated/doors/door.js';
import { createDoors } from '../../golden/states-of-classes/expected/src/generated/doors/doors.js';
import { failure } from '../command/ordering-kit.js';

const doorId = '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11';

const events = {
  open: () => DoorOpened.of({ by: 'Ann' }),
  close: () => DoorClosed.of(),
  lock: () => DoorLocked.of(),
  paint: () => DoorPainted.of({ colour: 'red' }),
};

const isStep = (step: string): step is keyof typeof events => Object.hasOwn(events, step);

/** Does whatever it is told, lawful or not, and changes its state in place. */
class Door extends DoorAggregate {
  readonly state = { is: 'closed' as DoorState['is'] };
  opened = 0;

  override moveDoor({ data: { steps } }: MoveDoor): DoorStuck | void {
    if (steps.includes('pull')) return DoorStuck.of();
    for (const step of steps) if (isStep(step)) this.raise(events[step]());
  }

  protected override onDoorOpened(): void {
    this.state.is = 'open';
    this.opened += 1;
  }

  protected override onDoorClosed(): void {
    this.state.is = 'closed';
  }

  protected override onDoorLocked(): void {
    this.state.is = 'locked';
  }

  protected override onDoorPainted(): void {
    // The same door in another colour.
  }

  protected override toSnapshot(): DoorState {
    const { is } = this.state;
    return is === 'open' ? { is, by: 'Ann' } : { is };
  }
}

const move = (...steps: string[]) => MoveDoor.of({ doorId, steps });

async function doorAfter(...before: string[]) {
  const { door: doors } = createDoors({ store: createMemoryEventStore(), door: { aggregate: Door } });
  if (before.length > 0) await doors.moveDoor({ doorId, steps: before });
  return doors;
}

test('events along declared transitions are stored, and those that leave the state where it is', async () => {
  const doors = await doorAfter();
  const steps = ['paint', 'open', 'paint', 'close', 'lock', 'close', 'open'];
  expect(await doors.moveDoor({ doorId, steps })).toMatchObject({ kind: 'accepted', streamVersion: 7 });
  const { state } = await doors.load(doorId);
  expect({ is: state.state.is, opened: state.opened }).toEqual({ is: 'open', opened: 2 });
});

test.each([
  ['at once', [], ['open', 'lock'], { from: 'open', to: 'locked', event: 'doors.DoorLocked' }],
  ['behind what was stored', ['open'], ['lock'], { from: 'open', to: 'locked', event: 'doors.DoorLocked' }],
  [
    'in the middle',
    ['lock'],
    ['close', 'lock', 'open', 'close'],
    { from: 'locked', to: 'open', event: 'doors.DoorOpened' },
  ],
  [
    'on the way back to where it was',
    ['lock'],
    ['open', 'close', 'lock'],
    { from: 'locked', to: 'open', event: 'doors.DoorOpened' },
  ],
] as const)(
  'what takes another way is refused, and nothing of it is stored: %s',
  async (_, before, steps, expected) => {
    const doors = await doorAfter(...before);
    const error = await failure('illegal-transition', doors.moveDoor({ doorId, steps }, { commandId: 'a' }));
    expect(error).toMatchObject(expected);
    expect(await doors.load(doorId)).toMatchObject({ streamVersion: before.length });
    // Not an outcome, either: the same command may be tried again by better code.
    await failure('illegal-transition', doors.moveDoor({ doorId, steps }, { commandId: 'a' }));
  },
);

test('a rejection is a rejection, whatever the state', async () => {
  const doors = await doorAfter('open');
  expect(await doors.moveDoor({ doorId, steps: ['lock', 'pull'] })).toMatchObject({ kind: 'rejected' });
});

test('stories refuse it, too', () => {
  given(door, Door).events([events.open()]).when(move('lock')).thenThrows('illegal-transition');
  given(door, Door).events([events.open()]).when(move('close', 'lock')).then([events.close(), events.lock()]);
});
