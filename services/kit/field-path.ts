/** The path in proto's names. A oneof has no name there: its member stands for it. */
export function fieldPath(path: readonly PropertyKey[], request: unknown): string {
  const segments: string[] = [];
  let value = request;
  for (const key of path) {
    if (isOneof(value) && key === 'value') segments.splice(-1, 1, `.${snakeCase(value.$case)}`);
    else segments.push(typeof key === 'number' ? `[${key}]` : `.${snakeCase(String(key))}`);
    value = isObject(value) ? value[key] : undefined;
  }
  return segments.join('').replace(/^\./, '');
}

export function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function isOneof(value: unknown): value is { $case: string } {
  return isObject(value) && typeof value.$case === 'string';
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
