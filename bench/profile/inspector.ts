import { z } from 'zod';

/** A CPU profile as V8 gives it (Chrome DevTools Protocol, Profiler.Profile). Times are in microseconds. */
export const cpuProfile = z.looseObject({
  nodes: z.array(
    z.looseObject({ id: z.number(), callFrame: z.looseObject({ functionName: z.string(), url: z.string() }) }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
export type CpuProfile = z.infer<typeof cpuProfile>;

/** A Node process that is being looked into. */
export interface Inspector extends Disposable {
  start(): Promise<void>;
  stop(): Promise<CpuProfile>;
}

const answer = z.looseObject({ id: z.number(), result: z.unknown(), error: z.unknown() }).partial();

/** Connects to a Node that was started with --inspect, whose address it has written to `log`. */
export async function openInspector(log: string): Promise<Inspector> {
  // The last one: a service that was started again has another.
  const url = log.match(/ws:\/\/\S+/g)?.at(-1);
  if (url === undefined) throw new Error('the service does not say where its inspector is');
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  let lastId = 0;
  const call = (method: string, params = {}) => {
    lastId += 1;
    const id = lastId;
    const answered = new Promise<unknown>((resolve, reject) => {
      socket.addEventListener('message', function read({ data }) {
        const message = answer.parse(JSON.parse(String(data)));
        if (message.id !== id) return;
        socket.removeEventListener('message', read);
        if (message.error === undefined) resolve(message.result);
        else reject(new Error(`${method}: ${JSON.stringify(message.error)}`));
      });
    });
    socket.send(JSON.stringify({ id, method, params }));
    return answered;
  };
  await call('Profiler.enable');
  await call('Profiler.setSamplingInterval', { interval: 500 });
  return {
    start: async () => void (await call('Profiler.start')),
    stop: async () => z.object({ profile: cpuProfile }).parse(await call('Profiler.stop')).profile,
    [Symbol.dispose]: () => socket.close(),
  };
}
