import { type BadRequest, RichClientError } from 'nice-grpc-error-details';

/** The fields that an INVALID_REQUEST names, sorted. */
export function fieldsAtFault(error: unknown): string[] {
  if (!(error instanceof RichClientError)) return [];
  const isBadRequest = (detail: { $type?: string }): detail is BadRequest => detail.$type === 'google.rpc.BadRequest';
  const violations = error.extra.filter(isBadRequest).flatMap((detail) => detail.fieldViolations);
  return [...new Set(violations.map(({ field }) => field))].sort();
}
