import { z } from 'zod';
import { markedText } from '../../text/marked-text-field.ts';
import { readHashtag } from '../../text/text-marks.ts';
import { commentPolicyFromProto } from '../convert.ts';

/** The text of a post, with what it marks. */
export const postText = markedText({ min: 1, max: 2_000 });

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
