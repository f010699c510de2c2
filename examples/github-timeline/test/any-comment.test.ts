import { samplesOf } from '@varve/runtime/testing';
import { arbitraryData, arbitraryOf } from '@varve/runtime/testing/fast-check';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IssueCommentCreated } from '../src/generated/github/repository.js';
import { githubSamples } from '../src/generated/github/github.samples.js';
import { label } from '../src/generated/github/types.js';
import { tellers } from '../src/tellers.js';

const { 'github.IssueCommentCreated': told, 'github.IssueLabeled': labelled } = tellers;

test('a comment is told in one line, whatever it says', () => {
  const anyComment = arbitraryData(githubSamples, 'IssueCommentCreated', 1);
  fc.assert(
    fc.property(anyComment, (data) => {
      expect(told(data).what).not.toContain('\n');
    }),
  );
});

test('a label is put on an issue by its name', () => {
  const [labeled] = samplesOf(githubSamples, 'IssueLabeled', 1);
  if (labeled === undefined) throw new Error('There is a sample of each version.');
  fc.assert(
    fc.property(arbitraryOf(label), (any) => {
      expect(labelled({ ...labeled, label: any }).what).toBe(`labeled ${any.name}`);
    }),
  );
});

test('every sample may be written', () => {
  for (const data of samplesOf(githubSamples, 'IssueCommentCreated', 1)) {
    expect(IssueCommentCreated.of(data).data).toEqual(data);
  }
});
