import { loadPolicies } from '../../services/kit/policies.ts';
import type { Outcome } from '../load/run-arrivals.ts';
import { median } from '../summarise.ts';
import type { OverloadRound, Phase } from './measure-overload.ts';

/** What the rounds of each load found, as Markdown: medians over the rounds. */
export function formatOverload(results: ReadonlyMap<string, readonly OverloadRound[]>): string {
  return [...results].map(([title, rounds]) => formatLoad(title, rounds)).join('\n\n');
}

function formatLoad(title: string, rounds: readonly OverloadRound[]): string {
  const peak = median(rounds.map(({ peak }) => peak));
  const factors = rounds[0]?.phases.map(({ factor }) => factor) ?? [];
  const phases = factors.map((_, index) => rounds.map((round) => ({ round, phase: phaseAt(round, index) })));
  return [
    `${title}: ${Math.round(peak)} calls/s at its peak (${rounds.length} rounds).`,
    '',
    '| offered | goodput / peak | served p50, p99 ms | refused | refused p50, p99 ms | other ends | after ms | lag ms | cores: Envoy, posts, load |',
    '| ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |',
    ...phases.map((each) => formatPhase(each)),
    ...formatKinds(rounds),
  ].join('\n');
}

function formatPhase(each: readonly { round: OverloadRound; phase: Phase }[]): string {
  const of = (pick: (phase: Phase, round: OverloadRound) => number) => {
    const values = each.map(({ phase, round }) => pick(phase, round));
    return { median: median(values), range: `${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)}` };
  };
  const ratio = of(({ goodput }, round) => goodput / round.peak);
  const served = (phase: Phase) => phase.outcomes.filter(({ status }) => status === 'OK');
  const refused = (phase: Phase) => phase.outcomes.filter(isRefused);
  const pair = (pick: (phase: Phase) => Outcome[]) =>
    `${ms(of((phase) => worst(pick(phase), 'p50Ms')).median)}, ${ms(of((phase) => worst(pick(phase), 'p99Ms')).median)}`;
  const cells = [
    `${each[0]?.phase.factor}×`,
    `${ratio.median.toFixed(2)} (${ratio.range})`,
    pair(served),
    percent(of((phase) => countOf(refused(phase)) / phase.offered).median),
    pair(refused),
    others(each.map(({ phase }) => phase)),
    of(({ afterMs }) => afterMs).median.toFixed(0),
    of(({ lagP99Ms }) => lagP99Ms).median.toFixed(0),
    ['envoy', 'posts', 'load'].map((name) => of(({ busy }) => busy[name] ?? 0).median.toFixed(2)).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Of each RPC, what share was served at each rate; where a load has more than one. */
function formatKinds(rounds: readonly OverloadRound[]): string[] {
  const paths = [
    ...new Set(rounds.flatMap(({ phases }) => phases.flatMap(({ outcomes }) => outcomes.map((o) => o.path)))),
  ];
  if (paths.length < 2) return [];
  const share = (phase: Phase, path: string) => {
    const own = phase.outcomes.filter((outcome) => outcome.path === path);
    return countOf(own.filter(({ status }) => status === 'OK')) / countOf(own);
  };
  return [
    '',
    `| served of | importance | ${rounds[0]?.phases.map(({ factor }) => `${factor}×`).join(' | ')} |`,
    `| --- | --- | ${rounds[0]?.phases.map(() => '---:').join(' | ')} |`,
    ...paths.map((path) => {
      const cells = rounds[0]?.phases.map((_, i) =>
        percent(median(rounds.map((round) => share(phaseAt(round, i), path)))),
      );
      const importance = loadPolicies().get(path)?.importance.replace('IMPORTANCE_', '') ?? '';
      return `| ${path.slice(path.lastIndexOf('/') + 1)} | ${importance} | ${cells?.join(' | ')} |`;
    }),
  ];
}

function phaseAt({ phases }: OverloadRound, index: number): Phase {
  const phase = phases[index];
  if (phase === undefined) throw new Error('the rounds differ');
  return phase;
}

function isRefused({ status }: Outcome): boolean {
  return status === 'RESOURCE_EXHAUSTED' || status === 'UNAVAILABLE';
}

/** What was neither served nor refused, and which statuses refusals had. */
function others(phases: readonly Phase[]): string {
  const offered = phases.reduce((sum, phase) => sum + phase.offered, 0);
  const byStatus = new Map<string, number>();
  for (const { status, calls } of phases.flatMap(({ outcomes }) => outcomes)) {
    if (status !== 'OK') byStatus.set(status, (byStatus.get(status) ?? 0) + calls);
  }
  return [...byStatus].map(([status, calls]) => `${percent(calls / offered)} ${status}`).join(', ');
}

function countOf(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { calls }) => sum + calls, 0);
}

function worst(outcomes: readonly Outcome[], key: 'p50Ms' | 'p99Ms'): number {
  return Math.max(...outcomes.map((outcome) => outcome[key]));
}

function ms(value: number): string {
  return Number.isFinite(value) ? value.toFixed(0) : '–';
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;
}
