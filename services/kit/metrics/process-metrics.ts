// The global one is another where the types of a browser are.
import { performance } from 'node:perf_hooks';
import { Counter, Gauge } from 'prom-client';
import { registry } from './registry.ts';

// Of prom-client's own collection only this: the rest observes the garbage collector and the event loop all the time.
const registers = [registry];

const startTime = Date.now() / 1000 - process.uptime();

new Gauge({
  name: 'process_start_time_seconds',
  help: 'When the process started, in seconds since the epoch.',
  registers,
}).set(startTime);

new Counter({
  name: 'process_cpu_seconds_total',
  help: 'CPU time that the process has used, of all its threads.',
  registers,
  collect() {
    const { user, system } = process.cpuUsage();
    this.reset();
    this.inc((user + system) / 1e6);
  },
});

new Gauge({
  name: 'process_resident_memory_bytes',
  help: 'Memory that the process holds.',
  registers,
  collect() {
    this.set(process.memoryUsage.rss());
  },
});

new Counter({
  name: 'nodejs_eventloop_busy_seconds_total',
  help: 'How long the main thread has been busy: its share of the time is its utilization.',
  registers,
  collect() {
    this.reset();
    this.inc(performance.eventLoopUtilization().active / 1000);
  },
});
