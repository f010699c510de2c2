/** `upcast` and `downcast`: steps by the newer of the two versions they stand between. */
import { atKey, child } from '../../diagnostics/place.js';
import type { DeclaredSteps } from '../../model/domain-model.js';
import type { StepModel } from '../../model/step-model.js';
import type { RawDeclaredSteps, RawStep } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { listed, schemaVersionsOf } from '../schema-versions.js';
import { bindStep } from './bind-step.js';
import type { StepOwner, StepScope } from './step-scope.js';

/** Steps of a version as declared. */
export type StepsOf = (schemaVersion: number) => DeclaredSteps;

/** All steps of something versioned. Reports those of versions that do not exist, and of the first. */
export function bindSteps(raw: RawDeclaredSteps, owner: StepOwner, scope: FileScope): StepsOf {
  const known = schemaVersionsOf(raw);
  const upcasts = bindDirection('upcast', raw.upcast, { owner, scope, known });
  const downcasts = bindDirection('downcast', raw.downcast, { owner, scope, known });
  return (schemaVersion) => ({ upcast: upcasts.get(schemaVersion), downcast: downcasts.get(schemaVersion) });
}

interface Owner {
  readonly owner: StepOwner;
  readonly scope: FileScope;
  readonly known: readonly number[];
}

function bindDirection(
  direction: StepScope['direction'],
  raw: Readonly<Record<string, RawStep>> | undefined,
  { owner, scope, known }: Owner,
): ReadonlyMap<number, StepModel> {
  const section = child(owner.place, direction);
  const bound = new Map<number, StepModel>();
  for (const [key, written] of Object.entries(raw ?? {})) {
    const place = child(section, key);
    const schemaVersion = Number(key);
    bound.set(schemaVersion, bindStep(written, { owner, direction, scope, place }));
    const parameters = { owner: owner.owner, schemaVersion: key, found: listed(known) };
    // Without any version there is one finding already.
    if (known.length === 0) continue;
    if (schemaVersion === 1) {
      scope.problems.push(report('step-without-predecessor', { owner: owner.owner, step: direction }, atKey(place)));
    } else if (!known.includes(schemaVersion)) {
      scope.problems.push(report('unknown-schema-version', parameters, atKey(place)));
    }
  }
  return bound;
}
