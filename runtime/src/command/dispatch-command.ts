import type { Message, StreamEvent } from '../message/message.js';
import { withTrace } from '../message/trace-context.js';
import { observed } from '../observe/observed.js';
import { endingOfCommand } from '../observe/observed-commands.js';
import type { CommandOptions } from './command-options.js';
import type { CommandBasis, CommandRun } from './command-run.js';
import type { HandledCommand, Subscriber } from './middleware.js';
import type { Outcome } from './outcome.js';
import { acceptCommand, startCommand } from './start-command.js';

export interface SentCommand {
  readonly name: string;
  readonly command: Message;
  readonly options: CommandOptions;
}

/** Takes one command through the middleware, the loop, and past the subscribers. @throws as `Repository.handle` says */
export async function dispatchCommand(
  setup: CommandBasis,
  { name, command, options }: SentCommand,
  handleRun: (run: CommandRun) => Promise<Outcome>,
): Promise<Outcome> {
  const { middleware, subscribers, session } = setup.context.settings;
  const accepted = acceptCommand(setup, name, command, options);
  const handle = async ({ metadata }: HandledCommand): Promise<Outcome> => {
    const handled = metadata === accepted.metadata ? accepted : { ...accepted, metadata };
    const run = startCommand(setup, handled, options);
    if (session !== undefined) return session.handle(run, handleRun);
    const outcome = await handleRun(run);
    if (outcome.kind === 'accepted' && !outcome.deduplicated) await tell(subscribers, outcome.events);
    return outcome;
  };
  const through = middleware.reduceRight<typeof handle>((next, layer) => (handled) => layer(handled, next), handle);
  const { observer } = setup.context.settings;
  if (observer === undefined) return through(accepted);
  return observed(
    observer,
    { kind: 'command', ...accepted },
    (trace) => through({ ...accepted, metadata: withTrace(accepted.metadata, trace) }),
    endingOfCommand,
  );
}

/** From now on whoever has the context can have these commands handled. */
export function enterHandlers(
  { commands, context: { handlers } }: CommandBasis,
  handle: (sent: SentCommand) => Promise<Outcome>,
): void {
  for (const { name, definition } of commands.values()) {
    handlers.set(definition.definition.type, (command, options) => handle({ name, command, options }));
  }
}

/** Tells each in turn. The events are stored: whatever fails now, the command has been handled. */
export async function tell(
  subscribers: readonly Subscriber[],
  events: readonly StreamEvent<Message, object>[],
): Promise<void> {
  if (events.length === 0) return;
  for (const { notify, failed } of subscribers) {
    try {
      await notify(events);
    } catch (error) {
      failed(error, events);
    }
  }
}
