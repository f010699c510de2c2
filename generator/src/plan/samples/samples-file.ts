/** Target `<context>.samples.ts`: values of every schema version, for tests. Nothing that production loads imports it. */
import type { AggregateModel, ContextModel } from '../../model/domain-model.js';
import { writtenEvents, type WrittenEvent } from '../../model/written-events.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { array, object, type Code } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { constantStatement } from '../layout/lay-out.js';
import type { MessageNames } from '../names/aggregate-names.js';
import { found } from '../names/domain-names.js';
import type { PlannedFile } from '../output-plan.js';
import { SampleCode } from './sample-code.js';

export interface SamplesFileView extends FileView {
  readonly dataDoc: string;
  /** Name of the interface that says which version has which type. */
  readonly data: string;
  readonly messages: readonly { readonly key: string; readonly versions: readonly { readonly text: string }[] }[];
  /** Values of named types, each behind those it holds. */
  readonly constants: readonly { readonly text: string }[];
  readonly samplesDoc: string;
  /** The statement that declares the samples. */
  readonly samples: string;
}

const testing = (name: string) => ({ module: 'npm:@varve/runtime/testing', name, kind: 'type' }) as const;

/** `undefined` for a context without aggregates, and in projects that want no tests of their schemas. */
export function planSamplesFile(context: ContextModel, plan: DomainPlan): PlannedFile<SamplesFileView> | undefined {
  const { aggregates, name } = context;
  if (plan.config.schemaTests === undefined || aggregates.length === 0) return undefined;
  const { samples: scope, samplesNames } = plan.names.context(context);
  const values = new SampleCode(scope, plan.samples);
  const messages = aggregates.flatMap((aggregate) => sampledMessages(aggregate, values, plan));
  const definitions = aggregates.map((aggregate) =>
    scope.value(plan.names.aggregate(aggregate).contractNames.definition),
  );
  const type = `${scope.type(testing('MessageSamples'))}<${samplesNames.data.name}>`;
  const view = {
    dataDoc: docComment({ otherwise: `Data of events and commands of the context ${name}, by schema version.` }),
    data: samplesNames.data.name,
    messages: messages.map(({ message, names }) => ({
      key: propertyKey(message.name),
      versions: message.versions.map(({ schemaVersion }, at) => ({
        text: `${String(schemaVersion)}: ${scope.type(found(names.versions[at], message.name).data)}`,
      })),
    })),
    constants: values.constants.map((text) => ({ text })),
    samplesDoc: docComment({ otherwise: 'Samples of all of them in JSON, for tests: examples, then values made up.' }),
    samples: constantStatement(
      `export const ${samplesNames.samples.name}: ${type} = `,
      object([
        ['aggregates', array(definitions)],
        [
          'samples',
          object(
            messages.map(({ message, samples }) => [propertyKey(message.name), samples]),
            true,
          ),
        ],
      ]),
    ),
  };
  const sources = aggregates.flatMap((aggregate) => aggregate.sources);
  return generatedFile({ scope, template: 'samples', sources }, (header) => ({ ...header, ...view }));
}

interface SampledMessage {
  readonly message: Pick<WrittenEvent, 'name' | 'versions'>;
  readonly names: Pick<MessageNames, 'versions'>;
  /** By schema version. */
  readonly samples: Code;
}

/** Ignored events are read by nobody. */
function sampledMessages(aggregate: AggregateModel, values: SampleCode, plan: DomainPlan): readonly SampledMessage[] {
  const { eventNames, commandNames, stateNames } = plan.names.aggregate(aggregate);
  const sampled = (kind: 'command' | 'event', message: Pick<WrittenEvent, 'versions'>): Code =>
    object(
      message.versions.map((messageVersion) => [
        String(messageVersion.schemaVersion),
        array(plan.samples.of({ kind, aggregate, messageVersion }).map((value) => values.of(value))),
      ]),
      true,
    );
  return [
    ...aggregate.events
      .filter(({ ignored }) => ignored === undefined)
      .map((message) => ({
        message,
        names: found(eventNames.get(message), message.name),
        samples: sampled('event', message),
      })),
    ...writtenEvents(aggregate)
      .filter(({ event }) => event === undefined)
      .map((message) => ({
        message,
        names: found(stateNames?.stored, message.name),
        samples: sampled('event', message),
      })),
    ...aggregate.commands.map((message) => ({
      message,
      names: found(commandNames.get(message), message.name),
      samples: sampled('command', message),
    })),
  ];
}
