import type { AggregateModel, MessageVersionModel, StateVersionModel } from '../../model/domain-model.js';
import { literal } from '../../naming/literal.js';
import type { DomainPlan } from '../domain-plan.js';
import type { ObjectCode } from '../layout/code.js';
import { found } from '../names/domain-names.js';
import { isState, type VersionedModel } from '../names/step-names.js';
import { isEvent, keyOf, stepsOfVersion } from '../steps/message-steps.js';
import type { VersionCode } from './message-view.js';

/** Hash and steps of each version, as the file that defines it names them. */
export function versionCodes(
  model: VersionedModel,
  aggregate: AggregateModel,
  { names, releases, evolution }: DomainPlan,
): readonly VersionCode[] {
  const { events, commands, state, stepNames } = names.aggregate(aggregate);
  const scope = isState(model) ? state : isEvent(model) ? events : commands;
  const functions = found(stepNames.get(model), keyOf(model)).steps;
  const versions: readonly (MessageVersionModel | StateVersionModel)[] = model.versions;
  return versions.map((each) => {
    const step = functions.get(each.schemaVersion);
    const down = stepsOfVersion(evolution, each)?.down;
    const up: ObjectCode['entries'] = step === undefined ? [] : [['upcast', scope.value(step.up)]];
    const back: ObjectCode['entries'] =
      step === undefined || down === undefined ? [] : [['downcast', scope.value(step.down)]];
    const draft: ObjectCode['entries'] = releases.isDraft(each) ? [['draft', 'true']] : [];
    return { release: [['hash', literal(releases.hashOf(each))], ...draft], steps: [...up, ...back] };
  });
}
