/** A point of the map, in the units of its drawing. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const width = 480;
const gateway = { x: width / 2, y: 124 };
const firstRow = 232;
const rowHeight = 170;

/**
 * Where each part stands: the outside above, below it the gateway, then the services in two columns. Higher than wide,
 * so that it can be read on a phone.
 */
export function placeParts(names: readonly string[]): Map<string, Point> {
  const services = names.filter((name) => name !== 'edge');
  const places = services.map((name, index) => {
    const x = index % 2 === 0 ? signSize.x + 6 : width - signSize.x - 6;
    return [name, { x, y: firstRow + Math.floor(index / 2) * rowHeight }] as const;
  });
  return new Map([['outside', { x: gateway.x, y: 6 }], ['edge', gateway], ...places]);
}

/** How large the drawing of so many parts is. */
export function sizeOfMap(parts: number): { width: number; height: number } {
  return { width, height: firstRow + (Math.ceil((parts - 1) / 2) - 1) * rowHeight + signSize.y + 6 };
}

/** A bent line between two parts, so that calls there and back do not lie upon each other, and the middle of it. */
export function bendLine(from: Point, to: Point): { path: string; middle: Point } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = 26;
  const control = { x: (from.x + to.x) / 2 - (dy / length) * bend, y: (from.y + to.y) / 2 + (dx / length) * bend };
  const [start, end] = [leave(from, control), leave(to, control)];
  const path = `M${round(start.x)} ${round(start.y)}Q${round(control.x)} ${round(control.y)} ${round(end.x)} ${round(end.y)}`;
  const middle = { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 };
  return { path, middle };
}

/** Half the size of a part's sign. */
export const signSize = { x: 70, y: 33 };

/** Where a line towards `target` leaves the sign around a point. */
function leave(point: Point, target: Point): Point {
  const [dx, dy] = [target.x - point.x, target.y - point.y];
  const scale = Math.min((signSize.x + 6) / (Math.abs(dx) || 1e-9), (signSize.y + 6) / (Math.abs(dy) || 1e-9), 1);
  return { x: point.x + dx * scale, y: point.y + dy * scale };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
