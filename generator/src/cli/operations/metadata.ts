/** What of an event's metadata tells where it came from. Anybody may have written it: what is no text is not there. */
export interface Origin {
  readonly correlationId: string;
  readonly causationId: string | undefined;
  readonly commandId: string | undefined;
  readonly commandCausationId: string | undefined;
}

interface Described {
  readonly eventId: string;
  readonly metadata: string;
}

export function originOf({ eventId, metadata }: Described): Origin {
  const found = parsed(metadata);
  const text = (key: string): string | undefined => {
    const value: unknown = found instanceof Object && Object.hasOwn(found, key) ? Reflect.get(found, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return {
    // An event that somebody stored without it begins a conversation of its own.
    correlationId: text('correlationId') ?? eventId,
    causationId: text('causationId'),
    commandId: text('commandId'),
    commandCausationId: text('commandCausationId'),
  };
}

export function correlationOf(event: Described): string {
  return originOf(event).correlationId;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
