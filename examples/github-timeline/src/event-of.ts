/** From a delivery to its event: which type it is, and whether its payload is what the schema says. */
import { eventFromJson } from '@varve/runtime';
import type { Delivery } from './deliveries.js';
import { githubRegistry } from './generated/github/github.js';
import type { RepositoryEvent, RepositoryId } from './generated/github/repository.js';

/** One entry for each webhook and action; webhooks without actions stand alone. */
const types = {
  'issues.opened': 'github.IssueOpened',
  'issues.edited': 'github.IssueEdited',
  'issues.deleted': 'github.IssueDeleted',
  'issues.transferred': 'github.IssueTransferred',
  'issues.pinned': 'github.IssuePinned',
  'issues.unpinned': 'github.IssueUnpinned',
  'issues.closed': 'github.IssueClosed',
  'issues.reopened': 'github.IssueReopened',
  'issues.assigned': 'github.IssueAssigned',
  'issues.unassigned': 'github.IssueUnassigned',
  'issues.labeled': 'github.IssueLabeled',
  'issues.unlabeled': 'github.IssueUnlabeled',
  'issues.milestoned': 'github.IssueMilestoned',
  'issues.demilestoned': 'github.IssueDemilestoned',
  'issues.locked': 'github.IssueLocked',
  'issues.unlocked': 'github.IssueUnlocked',
  'issue_comment.created': 'github.IssueCommentCreated',
  'issue_comment.edited': 'github.IssueCommentEdited',
  'issue_comment.deleted': 'github.IssueCommentDeleted',
  'pull_request.opened': 'github.PullRequestOpened',
  'pull_request.closed': 'github.PullRequestClosed',
  'pull_request.reopened': 'github.PullRequestReopened',
  'pull_request.synchronize': 'github.PullRequestSynchronized',
  'pull_request.converted_to_draft': 'github.PullRequestConvertedToDraft',
  'pull_request.ready_for_review': 'github.PullRequestReadyForReview',
  'pull_request.assigned': 'github.PullRequestAssigned',
  'pull_request.unassigned': 'github.PullRequestUnassigned',
  'pull_request.labeled': 'github.PullRequestLabeled',
  'pull_request.unlabeled': 'github.PullRequestUnlabeled',
  'pull_request.review_requested': 'github.PullRequestReviewRequested',
  'pull_request.review_request_removed': 'github.PullRequestReviewRequestRemoved',
  'pull_request.locked': 'github.PullRequestLocked',
  'pull_request.unlocked': 'github.PullRequestUnlocked',
  'pull_request_review.submitted': 'github.PullRequestReviewSubmitted',
  'pull_request_review.dismissed': 'github.PullRequestReviewDismissed',
  'pull_request_review_comment.created': 'github.PullRequestReviewCommentCreated',
  'pull_request_review_comment.edited': 'github.PullRequestReviewCommentEdited',
  'pull_request_review_comment.deleted': 'github.PullRequestReviewCommentDeleted',
  'release.created': 'github.ReleaseCreated',
  'release.published': 'github.ReleasePublished',
  'release.released': 'github.ReleaseReleased',
  'release.prereleased': 'github.ReleasePrereleased',
  'release.edited': 'github.ReleaseEdited',
  'release.deleted': 'github.ReleaseDeleted',
  'star.created': 'github.Starred',
  'star.deleted': 'github.Unstarred',
  'watch.started': 'github.Watched',
  fork: 'github.Forked',
  create: 'github.RefCreated',
  delete: 'github.RefDeleted',
  push: 'github.Pushed',
  'member.added': 'github.MemberAdded',
  'member.edited': 'github.MemberEdited',
  'label.created': 'github.LabelCreated',
  'label.edited': 'github.LabelEdited',
  'label.deleted': 'github.LabelDeleted',
  'milestone.created': 'github.MilestoneCreated',
  'milestone.closed': 'github.MilestoneClosed',
  'milestone.deleted': 'github.MilestoneDeleted',
  'commit_comment.created': 'github.CommitCommented',
  gollum: 'github.WikiEdited',
  public: 'github.MadePublic',
} as const satisfies Readonly<Record<string, RepositoryEvent['type']>>;

/** Webhooks that this application takes in. */
export const webhooks: readonly string[] = [...new Set(Object.keys(types).map((key) => key.replace(/\..*/, '')))];

/**
 * @throws InvalidMessageError naming every place where the payload is not what the schema says
 * @throws UnknownDeliveryError for a webhook or an action that nobody has modelled
 */
export function eventOf({ webhook, payload }: Delivery): RepositoryEvent {
  const action = payload['action'];
  const key = typeof action === 'string' ? `${webhook}.${action}` : webhook;
  if (!isKnown(key)) throw new UnknownDeliveryError(key);
  return eventFromJson(githubRegistry, types[key], payload);
}

/** Which repository an event belongs to. */
export function repositoryOf({ data }: RepositoryEvent): RepositoryId {
  return { owner: data.repository.owner.login, name: data.repository.name };
}

export class UnknownDeliveryError extends Error {
  override readonly name = 'UnknownDeliveryError';

  constructor(key: string) {
    super(`Nobody has modelled what GitHub calls ${key}.`);
  }
}

function isKnown(key: string): key is keyof typeof types {
  return Object.hasOwn(types, key);
}
