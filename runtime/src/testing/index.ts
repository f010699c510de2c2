// What tests import from `@varve/runtime/testing`: stories of aggregates, fixed sources of time and ids, and the contract
// that every event store must keep. Nothing here imports a test runner.
export type { ContractCapability, ContractCase, ContractClock, ContractStore } from './contract/contract-case.js';
export { ContractViolationError, InconclusiveCaseError } from './contract/claims.js';
export { eventStoreContract, type EventStoreContractOptions } from './contract/event-store-contract.js';
export { type Caused, expectConversation } from './expect-conversation.js';
export { ExpectationError } from './expectation-error.js';
export { freezeResults, type FrozenResults } from './fixtures/freeze-results.js';
export { type FixedClock, fixedClock, sequentialIds } from './fixed-sources.js';
export {
  type Act,
  type ApplicationStory,
  type ExpectedEvent,
  type GivenApplicationOptions,
  type GivenEvent,
  type GivenStored,
  givenApplication,
  type StoryRows,
  type StorySources,
} from './given-application.js';
export { givenProcess, type GivenProcessOptions, type ProcessMoment, type ProcessStory } from './given-process.js';
export {
  givenProjection,
  type GivenProjectionOptions,
  type HappenedEvent,
  type HappenedStored,
  type ProjectionStory,
} from './given-projection.js';
export {
  type Decided,
  type Given,
  given,
  type GivenState,
  type StateExpectation,
  type StoredSample,
  type StoredStateSample,
  type Story,
} from './given.js';
export { type MessageSamples, samplesOf } from './samples/message-samples.js';
export type { GivenOptions } from './scene.js';
export { type UpcastFacts, type UpcastSample, verifyUpcast, verifyUpcasts } from './verify-upcasts.js';
