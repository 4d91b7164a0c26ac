import { z } from 'zod';
import { text } from '../../kit/fields.ts';
import { findMarks, readHashtag, type TextMark } from '../../text/text-marks.ts';
import { commentPolicyFromProto } from '../convert.ts';

const markLimit = 50;

/** The text of a post, with what it marks. */
export const postText = text({ min: 1, max: 2_000 }).transform((content, { addIssue }) => {
  const marks = findMarks(content);
  const count = (kind: TextMark['kind']) => marks.filter((mark) => mark.kind === kind).length;
  const refuse = (what: string) => addIssue({ code: 'custom', message: `must have at most ${markLimit} ${what}` });
  if (count('mention') > markLimit) refuse('mentions');
  if (count('hashtag') > markLimit) refuse('hashtags');
  return { content, marks };
});

/** Who may comment on a post. */
export const commentPolicy = z
  .number()
  .transform((value) => commentPolicyFromProto(value) ?? 'unknown')
  .refine((policy) => policy !== 'unknown', 'must be one of the comment policies');

/** A hashtag, without `#`; folded. */
export const hashtag = z.string().transform((value, { addIssue }) => {
  const folded = value.length <= 200 ? readHashtag(value.toWellFormed()) : undefined;
  if (folded === undefined) addIssue({ code: 'custom', message: 'must be a hashtag, without #' });
  return folded ?? '';
});
