/** Records deliveries as they come: each payload whole, in the stream of its repository, once however often it is sent. */
import type { Delivery } from './deliveries.js';
import { eventOf, repositoryOf } from './event-of.js';
import type { Github } from './generated/github/github.js';
import type { RepositoryId } from './generated/github/repository.js';

export interface Recording {
  /** The repositories that the deliveries belong to, by full name. */
  readonly repositories: ReadonlyMap<string, RepositoryId>;
  /** Deliveries that had not been recorded before. */
  readonly fresh: number;
}

/**
 * @throws InvalidMessageError for a payload that is not what the schema says; what came before it stays recorded
 */
export async function recordDeliveries(github: Github, deliveries: readonly Delivery[]): Promise<Recording> {
  const repositories = new Map<string, RepositoryId>();
  let fresh = 0;
  for (const delivery of deliveries) {
    const event = eventOf(delivery);
    const id = repositoryOf(event);
    repositories.set(`${id.owner}/${id.name}`, id);
    const recorded = await github.repository.record(id, [event], { commandId: delivery.id });
    if (recorded.kind === 'recorded' && !recorded.deduplicated) fresh += 1;
  }
  return { repositories, fresh };
}
