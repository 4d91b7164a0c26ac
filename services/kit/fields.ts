import { z } from 'zod';
import type { ViolationReason } from './errors.ts';
import { countGraphemes } from './graphemes.ts';
import { because } from './validate.ts';

export { countGraphemes, cutGraphemes } from './graphemes.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const uuidField = z
  .string('must be a UUID')
  .transform((value) => value.toLowerCase())
  .refine((value) => uuid.test(value), 'must be a UUID');

/** An id: any UUID, in lower case. */
export const id = uuidField;

/** The `request_id` of a mutation: a UUID that the client made. */
export const requestId = uuidField;

/** `page_size`: 0 is 20, more than 100 is 100, negative is refused. */
export const pageSize = z
  .int32()
  .min(0, 'must not be negative')
  .transform((size) => (size === 0 ? 20 : Math.min(size, 100)));

/** `page_token`: empty for the first page. What it means is checked where the query is known. */
export const pageToken = z.string().max(2048, 'must be a token that this list gave');

/** Between `min` and `max` ids. */
export function ids({ min, max }: Limits) {
  return z.array(id).min(min, `must have at least ${min}`).max(max, `must have at most ${max}`);
}

export interface Limits {
  min: number;
  max: number;
}

// A grapheme may carry any number of combining marks, so the code units are bounded too. 16 lets every real script and
// every emoji sequence through.
const unitsPerGrapheme = 16;
// Nothing to see: white space, control and format characters, and the letters that are drawn as nothing.
const visible = /[^\s\p{C}\u115f\u1160\u2800\u3164\uffa0]/u;
const controlButNewline = /(?!\n)\p{Cc}/u;
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Text of several lines, `min` to `max` graphemes. It is normalised (NFC, lone surrogates replaced, CRLF to LF); with
 * `min` > 0 it must show something. Control characters other than newline are refused.
 */
export function text(limits: Limits) {
  return textField(limits, (value) => value.replaceAll('\r\n', '\n'), controlButNewline);
}

/** Text of one line, as `text`, without white space at its ends. */
export function line(limits: Limits) {
  return textField(limits, (value) => value.trim(), control);
}

function textField({ min, max }: Limits, tidy: (value: string) => string, forbidden: RegExp) {
  const length = min > 0 ? `must have ${min} to ${max} characters` : `must have at most ${max} characters`;
  return z
    .string()
    .transform((value) => tidy(value.toWellFormed()))
    .transform((value, context) => {
      const refuse = (reason: ViolationReason, message: string) => {
        context.addIssue({ code: 'custom', message, ...because(reason) });
      };
      if (value.length > max * unitsPerGrapheme) {
        refuse('TOO_LONG', length);
        return z.NEVER;
      }
      const normal = value.normalize('NFC');
      if (forbidden.test(normal)) refuse('INVALID_FORMAT', 'must not have control characters');
      const count = countGraphemes(normal);
      if (min > 0 && !visible.test(normal)) refuse('REQUIRED', 'must not be blank');
      else if (count < min) refuse('TOO_SHORT', length);
      else if (count > max) refuse('TOO_LONG', length);
      return normal;
    });
}
