import type { DecideContext } from '@varve/runtime';
import {
  DoorAggregate,
  type DoorClosed,
  type DoorLocked,
  type DoorOpened,
  type DoorPainted,
  type DoorState,
  type DoorStuck,
  type MoveDoor,
} from '../generated/doors/door.js';

/** A door that cannot be locked while it is open. */
export class Door extends DoorAggregate {
  // Decide: this.raise(…) for DoorClosed, DoorLocked, DoorOpened, DoorPainted; return DoorStuck to refuse.
  override moveDoor(_command: MoveDoor, _context: DecideContext): DoorStuck | void {
    throw new Error('doors.MoveDoor is not decided yet.');
  }

  protected override onDoorClosed(_event: DoorClosed): void {
    // Change the fields of this object as DoorClosed says.
  }

  protected override onDoorLocked(_event: DoorLocked): void {
    // Change the fields of this object as DoorLocked says.
  }

  protected override onDoorOpened(_event: DoorOpened): void {
    // Change the fields of this object as DoorOpened says.
  }

  protected override onDoorPainted(_event: DoorPainted): void {
    // Change the fields of this object as DoorPainted says.
  }

  // Give what the fields of this object hold.
  protected override toSnapshot(): DoorState {
    throw new Error('Door says nothing of its state yet.');
  }
}
