import type { MeshReport } from '../../mesh/report.ts';
import { type Edge, expiresSoon } from './figures.ts';
import { formatAge, formatRate } from './format.ts';
import { meshMessages as words } from './messages.ts';

/** A part of the mesh, as its sign on the map tells it. */
export interface Part {
  readonly name: string;
  readonly well: boolean;
  /** Two lines. */
  readonly notes: readonly [string, string];
}

/** The gateway and every service. */
export function describeParts(before: MeshReport, now: MeshReport, edges: readonly Edge[]): Part[] {
  const names = [...new Set(now.processes.map(({ name }) => name))];
  return [describeGateway(before, now, edges), ...names.map((name) => describeService(name, now, edges))];
}

function describeGateway(before: MeshReport, now: MeshReport, edges: readonly Edge[]): Part {
  const { gateway } = now;
  const disturbed = (gateway?.faultsInjected ?? 0) > (before.gateway?.faultsInjected ?? 0);
  const certificate = describeCertificate(['edge', 'public'], now);
  return {
    name: 'edge',
    well: gateway !== undefined && !disturbed && certificate.well,
    notes: [`${formatRate(sumRates(edges, ({ from }) => from === 'outside'))}/s`, certificate.note],
  };
}

function describeService(name: string, now: MeshReport, edges: readonly Edge[]): Part {
  const processes = now.processes.filter((each) => each.name === name);
  const replicas = (now.gateway?.replicas ?? []).filter(({ service }) => service === name);
  const certificate = describeCertificate([name], now);
  const well = processes.filter(({ up }) => up).length;
  const behind = now.consumers
    .filter(({ service, running }) => service === name && !running)
    .reduce((sum, { lag }) => sum + lag, 0);
  const streams = processes.reduce((sum, { openStreams }) => sum + openStreams, 0);
  const state = [words.replicasOf(well, processes.length), certificate.note].filter(Boolean).join(' · ');
  return {
    name,
    well: well === processes.length && replicas.every(({ healthy }) => healthy) && certificate.well,
    notes: [
      `${formatRate(sumRates(edges, ({ to }) => to === name))}/s · ${words.streamsOf(streams)}`,
      behind > 0 ? words.behindBy(behind) : state,
    ],
  };
}

/** The one of a part that expires first. */
function describeCertificate(
  holders: readonly string[],
  { certificates, time }: MeshReport,
): { well: boolean; note: string } {
  const times = certificates.filter(({ holder }) => holders.includes(holder)).map(({ expireTime }) => expireTime);
  if (times.length === 0) return { well: true, note: '' };
  const first = Math.min(...times);
  return { well: !expiresSoon(first, time), note: words.certificateFor(formatAge(first - time)) };
}

function sumRates(edges: readonly Edge[], wanted: (edge: Edge) => boolean): number {
  return edges.filter(wanted).reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0);
}
