/* The table of all rules about changes of what was released, by code. */
import { aliasChanged } from './alias-changed.js';
import { aliasRemoved } from './alias-removed.js';
import { becomesChanged } from './becomes-changed.js';
import { cardinalityChanged } from './cardinality-changed.js';
import { categoryChanged } from './category-changed.js';
import { commandRemoved } from './command-removed.js';
import { constraintChanged } from './constraint-changed.js';
import { constraintLoosened } from './constraint-loosened.js';
import { constraintTightened } from './constraint-tightened.js';
import { defaultRemoved } from './default-removed.js';
import { discriminatorChanged } from './discriminator-changed.js';
import { emitsAdded } from './emits-added.js';
import { emitsRemoved } from './emits-removed.js';
import { enumClosed } from './enum-closed.js';
import { enumOpened } from './enum-opened.js';
import { enumValueAdded } from './enum-value-added.js';
import { enumValueRemoved } from './enum-value-removed.js';
import { eventAdded } from './event-added.js';
import { eventMoved } from './event-moved.js';
import { eventRemoved } from './event-removed.js';
import { eventRenamed } from './event-renamed.js';
import { eventRetired } from './event-retired.js';
import { eventUnretired } from './event-unretired.js';
import { expectsChanged } from './expects-changed.js';
import { factAdded } from './fact-added.js';
import { factRemoved } from './fact-removed.js';
import { fieldBecameNotNullable } from './field-became-not-nullable.js';
import { fieldBecameNullable } from './field-became-nullable.js';
import { fieldBecameOptional } from './field-became-optional.js';
import { fieldBecameRequired } from './field-became-required.js';
import { fieldRenamed } from './field-renamed.js';
import { identityChanged } from './identity-changed.js';
import { ignoredChanged } from './ignored-changed.js';
import { metadataKeyRemoved } from './metadata-key-removed.js';
import { metadataKeyRetyped } from './metadata-key-retyped.js';
import { nameReused } from './name-reused.js';
import { objectClosed } from './object-closed.js';
import { objectOpened } from './object-opened.js';
import { optionalFieldAdded } from './optional-field-added.js';
import { optionalFieldRemoved } from './optional-field-removed.js';
import { persistenceChanged } from './persistence-changed.js';
import { rejectsAdded } from './rejects-added.js';
import { rejectsRemoved } from './rejects-removed.js';
import { requiredFieldAdded } from './required-field-added.js';
import { requiredFieldRemoved } from './required-field-removed.js';
import { stateRemoved } from './state-removed.js';
import { stepChanged } from './step-changed.js';
import { storedNameChanged } from './stored-name-changed.js';
import { typeChanged } from './type-changed.js';
import { typeNarrowed } from './type-narrowed.js';
import { typeRemoved } from './type-removed.js';
import { typeWidened } from './type-widened.js';
import { variantAdded } from './variant-added.js';
import { variantRemoved } from './variant-removed.js';
import { versionChanged } from './version-changed.js';
import { versionRemoved } from './version-removed.js';
import { wireFormChanged } from './wire-form-changed.js';
import type { CompatRule } from './compat-rule.js';

export const compatRules: readonly CompatRule[] = [
  aliasChanged,
  aliasRemoved,
  becomesChanged,
  cardinalityChanged,
  categoryChanged,
  commandRemoved,
  constraintChanged,
  constraintLoosened,
  constraintTightened,
  defaultRemoved,
  discriminatorChanged,
  emitsAdded,
  emitsRemoved,
  enumClosed,
  enumOpened,
  enumValueAdded,
  enumValueRemoved,
  eventAdded,
  eventMoved,
  eventRemoved,
  eventRenamed,
  eventRetired,
  eventUnretired,
  expectsChanged,
  factAdded,
  factRemoved,
  fieldBecameNotNullable,
  fieldBecameNullable,
  fieldBecameOptional,
  fieldBecameRequired,
  fieldRenamed,
  identityChanged,
  ignoredChanged,
  metadataKeyRemoved,
  metadataKeyRetyped,
  nameReused,
  objectClosed,
  objectOpened,
  optionalFieldAdded,
  optionalFieldRemoved,
  persistenceChanged,
  rejectsAdded,
  rejectsRemoved,
  requiredFieldAdded,
  requiredFieldRemoved,
  stateRemoved,
  stepChanged,
  storedNameChanged,
  typeChanged,
  typeNarrowed,
  typeRemoved,
  typeWidened,
  variantAdded,
  variantRemoved,
  versionChanged,
  versionRemoved,
  wireFormChanged,
];
