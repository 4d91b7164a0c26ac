import type { z } from 'zod';
import { InvalidRequest, type Violation, type ViolationReason } from './errors.ts';
import { fieldPath } from './field-path.ts';

/** Checks a request. Throws InvalidRequest with every violation at once. */
export function parse<T>(schema: z.ZodType<T>, request: unknown): T {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  throw new InvalidRequest(result.error.issues.map((issue) => toViolation(issue, request)));
}

/** Says the reason of a check of one's own: `refine(isWord, { error: 'must be a word', ...because('INVALID_FORMAT') })`. */
export function because(reason: ViolationReason): { params: { reason: ViolationReason } } {
  return { params: { reason } };
}

function toViolation(issue: z.core.$ZodIssue, request: unknown): Violation {
  return { field: fieldPath(issue.path, request), description: issue.message, reason: reasonOf(issue) };
}

function reasonOf(issue: z.core.$ZodIssue): ViolationReason | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return 'REQUIRED';
    case 'too_small':
      if (!isCounted(issue.origin)) return 'OUT_OF_RANGE';
      return Number(issue.minimum) === 1 ? 'REQUIRED' : 'TOO_SHORT';
    case 'too_big':
      return isCounted(issue.origin) ? 'TOO_LONG' : 'OUT_OF_RANGE';
    case 'invalid_format':
    case 'invalid_value':
      return 'INVALID_FORMAT';
    case 'custom':
      return issue.params?.reason;
    default:
      return undefined;
  }
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}
