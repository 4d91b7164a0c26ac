/** SQL text that differs between database systems. Stores take it from here. */

/**
 * A condition: the column's value is in a list. The placeholder is bound to the
 * list in JSON, so that the text is the same for every length.
 */
export function inList(column: string, param: string): string {
  return `${column} in ${listRows(param)}`;
}

/** The values of a list in JSON, as rows of one column `value`. */
export function listRows(param: string): string {
  return `(select value from json_each(${param}))`;
}
