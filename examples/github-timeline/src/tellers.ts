/**
 * What each event says in a timeline. The table is a mapped type over all events: an event that nobody tells of does
 * not compile, and each teller gets exactly the data of its event.
 */
import type { DataByType } from './entry.js';
import type { Issue, Label, Milestone, Release, User } from './generated/github/types.js';

export interface Told {
  /** Left out where only the repository knows the time. */
  readonly at?: string;
  readonly subject: string;
  readonly what: string;
}

type Tellers = { readonly [Type in keyof DataByType]: (data: DataByType[Type]) => Told };

export const tellers: Tellers = {
  'github.IssueOpened': issue((data) => `opened: ${data.issue.title}`),
  'github.IssueEdited': issue(() => 'edited'),
  'github.IssueDeleted': issue(() => 'deleted'),
  'github.IssueTransferred': issue(({ changes }) => `moved to ${changes.new_repository.full_name}`),
  'github.IssuePinned': issue(() => 'pinned'),
  'github.IssueUnpinned': issue(() => 'unpinned'),
  'github.IssueClosed': issue(() => 'closed'),
  'github.IssueReopened': issue(() => 'reopened'),
  'github.IssueAssigned': issue(({ assignee }) => `assigned to ${login(assignee)}`),
  'github.IssueUnassigned': issue(({ assignee }) => `taken from ${login(assignee)}`),
  'github.IssueLabeled': issue(({ label: put }) => `labeled ${put?.name ?? 'somehow'}`),
  'github.IssueUnlabeled': issue(({ label: taken }) => `no longer labeled ${taken?.name ?? 'so'}`),
  'github.IssueMilestoned': issue((data) => `planned for ${data.milestone.title}`),
  'github.IssueDemilestoned': issue((data) => `no longer planned for ${data.milestone?.title ?? 'anything'}`),
  'github.IssueLocked': issue((data) => `locked${because(data.issue.active_lock_reason)}`),
  'github.IssueUnlocked': issue(() => 'unlocked'),
  'github.IssueCommentCreated': issue(({ comment }) => `comment: ${firstLine(comment.body)}`),
  'github.IssueCommentEdited': issue(() => 'comment edited'),
  'github.IssueCommentDeleted': issue(() => 'comment deleted'),
  'github.PullRequestOpened': pullRequest((data) => `opened: ${data.pull_request.title}`),
  'github.PullRequestClosed': pullRequest((data) => (data.pull_request.merged ? 'merged' : 'closed without merging')),
  'github.PullRequestReopened': pullRequest(() => 'reopened'),
  'github.PullRequestSynchronized': pullRequest(
    ({ before, after }) => `new commits, ${short(before)} → ${short(after)}`,
  ),
  'github.PullRequestConvertedToDraft': pullRequest(() => 'a draft again'),
  'github.PullRequestReadyForReview': pullRequest(() => 'ready for review'),
  'github.PullRequestAssigned': pullRequest(({ assignee }) => `assigned to ${login(assignee)}`),
  'github.PullRequestUnassigned': pullRequest(({ assignee }) => `taken from ${login(assignee)}`),
  'github.PullRequestLabeled': pullRequest(({ label: put }) => `labeled ${put.name}`),
  'github.PullRequestUnlabeled': pullRequest(({ label: taken }) => `no longer labeled ${taken.name}`),
  'github.PullRequestReviewRequested': pullRequest((data) => `review asked of ${reviewer(data)}`),
  'github.PullRequestReviewRequestRemoved': pullRequest((data) => `review no longer asked of ${reviewer(data)}`),
  'github.PullRequestLocked': pullRequest((data) => `locked${because(data.pull_request.active_lock_reason)}`),
  'github.PullRequestUnlocked': pullRequest(() => 'unlocked'),
  'github.PullRequestReviewSubmitted': pullRequest(({ review }) => `reviewed: ${review.state}`),
  'github.PullRequestReviewDismissed': pullRequest(() => 'review dismissed'),
  'github.PullRequestReviewCommentCreated': pullRequest((data) => `remark: ${firstLine(data.comment.body)}`),
  'github.PullRequestReviewCommentEdited': pullRequest(() => 'remark edited'),
  'github.PullRequestReviewCommentDeleted': pullRequest(() => 'remark deleted'),
  'github.ReleaseCreated': release(() => 'created'),
  'github.ReleasePublished': release(() => 'published'),
  'github.ReleaseReleased': release(() => 'released'),
  'github.ReleasePrereleased': release(() => 'published as a pre-release'),
  'github.ReleaseEdited': release(({ changes }) => (changes.name === undefined ? 'edited' : 'renamed')),
  'github.ReleaseDeleted': release(() => 'deleted'),
  'github.Starred': ({ starred_at }) => ({ at: starred_at, subject: 'people', what: 'a star' }),
  'github.Unstarred': () => ({ subject: 'people', what: 'a star less' }),
  'github.Watched': () => ({ subject: 'people', what: 'somebody watches' }),
  'github.Forked': ({ forkee }) => ({ subject: 'people', what: `forked as ${forkee.full_name}` }),
  'github.MemberAdded': ({ member }) => ({ subject: 'people', what: `${login(member)} may write` }),
  'github.MemberEdited': ({ member }) => ({ subject: 'people', what: `${login(member)} may do other things` }),
  'github.MadePublic': () => ({ subject: 'people', what: 'open to everybody' }),
  'github.RefCreated': ({ ref, ref_type }) => code(`${ref_type} ${ref} created`),
  'github.RefDeleted': ({ ref, ref_type }) => code(`${ref_type} ${ref} deleted`),
  'github.Pushed': (push) => {
    if (push.deleted) return code(`${push.ref} deleted`);
    const pushed = code(`${counted(push.commits.length, 'commit')} pushed to ${push.ref}`);
    return push.head_commit === null ? pushed : { ...pushed, at: push.head_commit.timestamp };
  },
  'github.CommitCommented': ({ comment }) => ({
    at: comment.created_at,
    ...code(`comment on ${short(comment.commit_id)}: ${firstLine(comment.body)}`),
  }),
  'github.WikiEdited': ({ pages }) =>
    code(`wiki: ${pages.map(({ title, action }) => `${title} ${action}`).join(', ')}`),
  'github.LabelCreated': label('created'),
  'github.LabelEdited': label('edited'),
  'github.LabelDeleted': label('deleted'),
  'github.MilestoneCreated': milestone('created'),
  'github.MilestoneClosed': milestone('closed'),
  'github.MilestoneDeleted': milestone('deleted'),
};

function issue<Data extends { readonly issue: Issue }>(what: (data: Data) => string): (data: Data) => Told {
  return (data) => {
    const { updated_at: at, number, pull_request } = data.issue;
    return { at, subject: `${pull_request === undefined ? 'issue' : 'pull request'} #${number}`, what: what(data) };
  };
}

interface PullRequestData {
  readonly pull_request: { readonly number: number; readonly updated_at: string };
}

function pullRequest<Data extends PullRequestData>(what: (data: Data) => string): (data: Data) => Told {
  return (data) => {
    const { updated_at: at, number } = data.pull_request;
    return { at, subject: `pull request #${number}`, what: what(data) };
  };
}

function release<Data extends { readonly release: Release }>(what: (data: Data) => string): (data: Data) => Told {
  return (data) => {
    const told = { subject: `release ${data.release.tag_name}`, what: what(data) };
    const at = data.release.published_at ?? data.release.created_at;
    return at === null ? told : { ...told, at };
  };
}

function label(what: string): (data: { readonly label: Label }) => Told {
  return (data) => ({ subject: 'labels', what: `${data.label.name} ${what}` });
}

function milestone(what: string): (data: { readonly milestone: Milestone }) => Told {
  return ({ milestone: { title, updated_at: at } }) => ({ at, subject: `milestone ${title}`, what });
}

function code(what: string): Told {
  return { subject: 'code', what };
}

function reviewer(asked: {
  readonly requested_reviewer?: User;
  readonly requested_team?: { readonly name: string };
}): string {
  return asked.requested_team?.name ?? login(asked.requested_reviewer);
}

function login(user: User | null | undefined): string {
  return user?.login ?? 'somebody';
}

function because(reason: string | null | undefined): string {
  return typeof reason === 'string' ? ` as ${reason}` : '';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function short(sha: string): string {
  return sha.slice(0, 7);
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
