import type { CpuProfile } from './inspector.ts';

const shown = 12;

/** Where the time of the main thread went: by room or package, then by function, in microseconds of a call. */
export function summariseProfile({ nodes, samples, timeDeltas }: CpuProfile, calls: number): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byRoom = new Map<string, number>();
  const byFunction = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const time = timeDeltas[index] ?? 0;
    const room = roomOf(frame.url, frame.functionName);
    add(byRoom, room, time);
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${room}`, time);
  }
  const lines = [...format(byRoom, calls), '', ...format(byFunction, calls)];
  return lines.join('\n');
}

/** The npm package, the folder of ours, or what of Node. */
function roomOf(url: string, functionName: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  if (inPackage !== undefined) return inPackage;
  const ours = /\/((?:services|gen)\/.*)\/[^/]+$/.exec(url)?.[1];
  if (ours !== undefined) return ours;
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  if (functionName === '(garbage collector)') return 'garbage collector';
  return functionName === '(program)' ? 'native code, the kernel, and waiting for a core' : 'native functions';
}

function add(times: Map<string, number>, key: string, time: number): void {
  times.set(key, (times.get(key) ?? 0) + time);
}

function format(times: ReadonlyMap<string, number>, calls: number): string[] {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, shown)
    .map(([key, time]) => `${(time / calls).toFixed(1).padStart(8)} µs ${percent(time / total)}  ${key}`);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`.padStart(5);
}
