import type { z } from 'zod';
import { InvalidRequest, type Violation } from './errors.ts';
import { fieldPath } from './field-path.ts';

/** Checks a request. Throws InvalidRequest with every violation at once. */
export function parse<T>(schema: z.ZodType<T>, request: unknown): T {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  throw new InvalidRequest(result.error.issues.map((issue) => toViolation(issue, request)));
}

function toViolation(issue: z.core.$ZodIssue, request: unknown): Violation {
  return { field: fieldPath(issue.path, request), description: issue.message };
}
