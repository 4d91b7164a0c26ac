/** SQL text that differs between database systems. Stores take it from here. */

/**
 * A condition: the column's value is in a list. The placeholder is bound to the
 * list in JSON, so that the text is the same for every length.
 */
export function inList(column: string, param: string): string {
  return `${column} in ${listRows(param)}`;
}

/** A value in a list in JSON that is itself a list or an object; `path` as in `$.name` or `$[0]`. */
export function fieldOf(row: string, path: string): string {
  return `json_extract(${row}.value, '${path}')`;
}

/** Bytes from their hexadecimal digits: JSON holds no bytes. */
export function bytesOf(hex: string): string {
  return `unhex(${hex})`;
}

/** The values of a list in JSON, as rows of one column `value`. */
export function listRows(param: string): string {
  return `(select value from json_each(${param}))`;
}

/** The clock of the machine, in milliseconds. */
export const clockMs = `unixepoch('subsec') * 1000`;
