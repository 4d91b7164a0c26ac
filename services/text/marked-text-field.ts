import { type Limits, text } from '../kit/fields.ts';
import { findMarks, type TextMark } from './text-marks.ts';

/** How many mentions a text has at most, and how many hashtags. */
const markLimit = 50;

/** As `text`, with the marks that are found in it, at most 50 of a kind. */
export function markedText(limits: Limits) {
  return text(limits).transform((value, { addIssue }) => {
    const marks = findMarks(value);
    const count = (kind: TextMark['kind']) => marks.filter((mark) => mark.kind === kind).length;
    const refuse = (what: string) => addIssue({ code: 'custom', message: `must have at most ${markLimit} ${what}` });
    if (count('mention') > markLimit) refuse('mentions');
    if (count('hashtag') > markLimit) refuse('hashtags');
    return { content: value, marks };
  });
}
