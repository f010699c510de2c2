/** What generated code imports from the runtime. The compiler holds these names to the real door; no runtime code is loaded. */
import type * as door from '@varve/runtime/codegen/v1';
import type { contextOptionNames } from '../../naming/option-names.js';

export const runtimeDoor = '@varve/runtime/codegen/v1';

/** Functions, shapes and classes of the door. */
export type DoorValue = keyof typeof door;

/** Types of the door that generated code names; each must exist there. */
interface DoorTypes {
  readonly AggregateDefinition: door.AggregateDefinition<never>;
  readonly Check: door.Check;
  readonly CommandDefinition: door.CommandDefinition<never>;
  readonly CommandOptions: door.CommandOptions;
  readonly ContextOptions: door.ContextOptions;
  readonly DecideContext: door.DecideContext;
  readonly Decider: door.Decider<never>;
  readonly Decimal: door.Decimal;
  readonly Email: door.Email;
  readonly EventDefinition: door.EventDefinition<never>;
  readonly Instant: door.Instant;
  readonly IsoDate: door.IsoDate;
  readonly IsoDuration: door.IsoDuration;
  readonly IsoTime: door.IsoTime;
  readonly JsonValue: door.JsonValue;
  readonly Loaded: door.Loaded<never>;
  readonly LoadedState: door.LoadedState<never>;
  readonly LoadOptions: door.LoadOptions;
  readonly LocalDateTime: door.LocalDateTime;
  readonly LogRepository: door.LogRepository<never>;
  readonly MetadataKeys: door.MetadataKeys;
  readonly LiveHandlers: door.LiveHandlers<never>;
  readonly Mutable: door.Mutable<object>;
  readonly OffsetDateTime: door.OffsetDateTime;
  readonly Outcome: door.Outcome<never>;
  readonly ProcessDefinition: door.ProcessDefinition<never>;
  readonly ProcessHandlers: door.ProcessHandlers<never>;
  readonly ProcessInstances: door.ProcessInstances<never>;
  readonly Projection: door.Projection<never>;
  readonly ProjectionDefinition: door.ProjectionDefinition<never>;
  readonly ProjectionHandlers: door.ProjectionHandlers<never>;
  readonly ProjectionOptions: door.ProjectionOptions;
  readonly RecordConflict: door.RecordConflict;
  readonly RecordedEvents: door.RecordedEvents<never, never>;
  readonly RecordOptions: door.RecordOptions;
  readonly Refusal: door.Refusal;
  readonly Registry: door.Registry<never>;
  readonly RejectionDefinition: door.RejectionDefinition<never>;
  readonly Shape: door.Shape<never>;
  readonly SnapshotCodec: door.SnapshotCodec<never>;
  readonly StateDecider: door.StateDecider<never>;
  readonly StateDefinition: door.StateDefinition<never>;
  readonly StateStore: door.StateStore;
  readonly StoredFacts: door.StoredFacts<never>;
  readonly StreamEvent: door.StreamEvent<never>;
  readonly Timezone: door.Timezone;
  readonly Unit: door.Unit;
  readonly Unrecognised: door.Unrecognised;
  readonly Uri: door.Uri;
  readonly Uuid: door.Uuid;
}

export type DoorType = keyof DoorTypes;

type OptionName = (typeof contextOptionNames)[number];
type SameNames = [OptionName, keyof door.ContextOptions] extends [keyof door.ContextOptions, OptionName] ? true : false;

/** Does not compile when the list lacks an option, or has one too many. */
export const optionNamesAreWhole: SameNames = true;
