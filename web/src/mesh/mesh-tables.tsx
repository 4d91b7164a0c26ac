import type { ConsumerReport, GatewayReport, ProcessReport, ReplicaReport } from '../../mesh/report.ts';
import { FigureTable } from './figure-table.tsx';
import { type Edge, expiresSoon, growth } from './figures.ts';
import { formatAge, formatBytes, formatRate, formatSeconds, formatShare } from './format.ts';
import { meshMessages as words } from './messages.ts';
import type { Watched } from './use-mesh.ts';

/** Every edge that carries calls, the busiest first. */
export function CallsTable({ edges }: { edges: readonly Edge[] }) {
  const rows = edges
    .toSorted((a, b) => b.callsPerSecond - a.callsPerSecond)
    .map(({ from, to, callsPerSecond, faultsPerSecond, p50, p99 }) => ({
      key: `${from} ${to}`,
      alarm: faultsPerSecond > 0,
      cells: [
        words.nameOf(from),
        words.nameOf(to),
        formatRate(callsPerSecond),
        formatRate(faultsPerSecond),
        formatSeconds(p50),
        formatSeconds(p99),
      ],
    }));
  const heads = [words.from, words.to, words.perSecond, words.faults, words.p50, words.p99];
  return <FigureTable title={words.calls} heads={heads} names={2} rows={rows} />;
}

/** Every process of the services. */
export function ProcessTable({ before, now }: Watched) {
  const earlier = new Map(before.processes.map((process) => [replicaOf(process), process]));
  const rows = now.processes.map((process) => ({
    key: replicaOf(process),
    ...processRow(process, earlier.get(replicaOf(process)) ?? process, now.time - before.time, now.time),
  }));
  const heads = [
    ...[words.service, words.state, words.running, words.memory, words.cpu, words.streams],
    ...[words.writes, words.queue, words.commit],
  ];
  return <FigureTable title={words.services} heads={heads} names={2} rows={rows} />;
}

const replicaOf = ({ replica, name }: ProcessReport) => replica ?? name;
const versioned = (process: ProcessReport) =>
  process.version === undefined ? replicaOf(process) : `${replicaOf(process)} (${process.version})`;

function processRow(process: ProcessReport, old: ProcessReport, ms: number, time: number) {
  if (!process.up) return { alarm: true, cells: [versioned(process), words.down] };
  const rate = (name: 'cpuSeconds' | 'commits' | 'commitSeconds') =>
    ms > 0 ? growth(old[name], process[name], ms) : 0;
  return {
    alarm: false,
    cells: [
      versioned(process),
      words.up,
      formatAge(time - process.startTime),
      formatBytes(process.memoryBytes),
      formatShare(rate('cpuSeconds')),
      process.openStreams,
      formatRate(rate('commits')),
      process.waitingWrites,
      formatSeconds(rate('commitSeconds') / rate('commits')),
    ],
  };
}

/** How far each service has applied the others' logs. One that is behind and does not go on is marked. */
export function EventsTable({ before, now }: Watched) {
  const earlier = new Map(before.consumers.map((consumer) => [keyOf(consumer), consumer.position]));
  const rows = now.consumers.map((consumer) => {
    const { service, source, position, lag, running } = consumer;
    const stands = before !== now && earlier.get(keyOf(consumer)) === position;
    const state = running ? words.runs : words.stopped;
    const cells = [service, source, state, position.toLocaleString('en'), lag.toLocaleString('en')];
    return { key: keyOf(consumer), alarm: !running || (lag > 0 && stands), cells };
  });
  const heads = [words.service, words.source, words.state, words.position, words.lag];
  return <FigureTable title={words.logs} heads={heads} names={3} rows={rows} />;
}

const keyOf = ({ service, source }: ConsumerReport) => `${service} ${source}`;

/** Whose certificate is how old, the one that expires first at the top. */
export function CertificateTable({ now: { time, certificates } }: Watched) {
  const rows = certificates
    .toSorted((a, b) => a.expireTime - b.expireTime)
    .map(({ holder, replica, issueTime, expireTime }) => ({
      key: replica ?? holder,
      alarm: expiresSoon(expireTime, time),
      cells: [
        words.nameOf(replica ?? holder),
        words.ago(formatAge(time - issueTime)),
        expireTime > time ? formatAge(expireTime - time) : words.expired,
      ],
    }));
  return (
    <FigureTable title={words.certificates} heads={[words.holder, words.issued, words.expires]} names={1} rows={rows} />
  );
}

/** What Envoy sees: the replicas, and whom it refused by itself. */
export function GatewayTable({ before, now }: Watched) {
  const { gateway } = now;
  if (gateway === undefined) return <p className="mesh-alarm">{words.gatewayDown}</p>;
  const old = before.gateway ?? gateway;
  const ms = now.time - before.time;
  const rows = gateway.replicas.map((replica) => ({
    key: `${replica.service} ${replica.address}`,
    alarm: !replica.healthy,
    cells: [
      replica.replica ?? replica.service,
      replica.address,
      stateOf(replica),
      replica.activeCalls,
      formatRate(unservedRate(old, gateway, replica.service, ms)),
    ],
  }));
  const heads = [words.service, words.replica, words.state, words.active, words.unserved];
  return (
    <>
      <FigureTable title={words.gateway} heads={heads} names={3} rows={rows} />
      <dl className="mesh-facts">
        <Fact name={words.connections} value={String(gateway.connections)} />
        <Fact name={words.refused} value={formatRate(growth(old.refused, gateway.refused, ms))} />
        <Fact name={words.faultsInjected} value={formatRate(growth(old.faultsInjected, gateway.faultsInjected, ms))} />
      </dl>
    </>
  );
}

function stateOf({ healthy, draining, canary }: ReplicaReport): string {
  const state = !healthy ? words.sick : draining ? words.draining : words.healthy;
  return canary ? `${state}, ${words.canary}` : state;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function unservedRate(old: GatewayReport, now: GatewayReport, service: string, ms: number): number {
  return growth(old.unserved[service] ?? 0, now.unserved[service] ?? 0, ms);
}
