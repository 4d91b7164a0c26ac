import type { Violation } from './errors.ts';
import { fieldPath, isObject } from './field-path.ts';

/**
 * The fields of a decoded message whose google.protobuf.Timestamp is none that exists (seconds outside of ±8.64e12):
 * decoded, it is an Invalid Date, which cannot be encoded again.
 */
export function findImpossibleTimes(message: unknown): Violation[] {
  return pathsOf(message, []).map((path) => ({
    field: fieldPath(path, message),
    description: 'must be a time that exists',
  }));
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path): Path[] {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsOf(item, [...path, index]));
  if (!isObject(value) || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
}
