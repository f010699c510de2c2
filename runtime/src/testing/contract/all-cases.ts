import type { CaseGroup } from './contract-case.js';
import { archiveCases } from './cases/archive-cases.js';
import { archiveConcurrencyCases } from './cases/archive-concurrency-cases.js';
import { archiveRefusalCases } from './cases/archive-refusal-cases.js';
import { archiveTenantCases } from './cases/archive-tenant-cases.js';
import { truncateCases } from './cases/truncate-cases.js';
import { batchCases } from './cases/batch-cases.js';
import { besideCases } from './cases/beside-cases.js';
import { clockCases } from './cases/clock-cases.js';
import { concurrencyCases } from './cases/concurrency-cases.js';
import { deletedCheckpointCases } from './cases/deleted-checkpoint-cases.js';
import { expectedVersionCases } from './cases/expected-version-cases.js';
import { kurrentMatrixCases } from './cases/kurrent-matrix-cases.js';
import { inventoryCases } from './cases/inventory-cases.js';
import { leaseCases } from './cases/lease-cases.js';
import { lifecycleCases } from './cases/lifecycle-cases.js';
import { logReadCases } from './cases/log-read-cases.js';
import { outcomeCases } from './cases/outcome-cases.js';
import { memberNameCases } from './cases/member-name-cases.js';
import { parkedCases } from './cases/parked-cases.js';
import { payloadCases } from './cases/payload-cases.js';
import { pushCases } from './cases/push-cases.js';
import { randomCases } from './cases/random-cases.js';
import { replayCases } from './cases/replay-cases.js';
import { shapeCases } from './cases/shape-cases.js';
import { stateCases } from './cases/state-cases.js';
import { streamReadCases } from './cases/stream-read-cases.js';
import { tenantCases } from './cases/tenant-cases.js';
import { tenantLogCases } from './cases/tenant-log-cases.js';
import { tenantStateCases } from './cases/tenant-state-cases.js';
import { tombstoneCases } from './cases/tombstone-cases.js';
import { transactCases } from './cases/transact-cases.js';
import { viewCases } from './cases/view-cases.js';
import { viewGenerationCases } from './cases/view-generation-cases.js';
import { viewQueryCases } from './cases/view-query-cases.js';
import { viewRefusalCases } from './cases/view-refusal-cases.js';
import { viewTenantCases } from './cases/view-tenant-cases.js';
import { viewValueCases } from './cases/view-value-cases.js';
import { unitOrderCases } from './cases/unit-order-cases.js';
import { unitConcurrencyCases } from './cases/unit-concurrency-cases.js';

/** Every promise of the contract, in the order in which they are best read. */
export const allCases: readonly CaseGroup[] = [
  expectedVersionCases,
  batchCases,
  replayCases,
  kurrentMatrixCases,
  streamReadCases,
  logReadCases,
  payloadCases,
  memberNameCases,
  clockCases,
  shapeCases,
  outcomeCases,
  transactCases,
  unitOrderCases,
  unitConcurrencyCases,
  stateCases,
  deletedCheckpointCases,
  leaseCases,
  parkedCases,
  viewCases,
  viewGenerationCases,
  viewValueCases,
  viewQueryCases,
  viewRefusalCases,
  tombstoneCases,
  archiveCases,
  archiveRefusalCases,
  truncateCases,
  archiveConcurrencyCases,
  tenantCases,
  tenantLogCases,
  tenantStateCases,
  archiveTenantCases,
  viewTenantCases,
  inventoryCases,
  concurrencyCases,
  besideCases,
  randomCases,
  pushCases,
  lifecycleCases,
];
