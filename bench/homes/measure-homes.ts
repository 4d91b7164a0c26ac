import { median } from '../summarise.ts';
import type { HomeStage } from './stage.ts';

/** What a read takes in each round, in µs: on the clock, and of the process that does the work. */
export interface Figures {
  readonly wall: number[];
  readonly cpu: number[];
}

/** The figures of each kind of work, on each stage. */
export type HomeFigures = ReadonlyMap<string, readonly Figures[]>;

interface Work {
  readonly name: string;
  readonly calls: number;
  readonly do: (stage: HomeStage, index: number) => Promise<void>;
  /** Default: of this process. */
  readonly cpuMicros?: (stage: HomeStage) => number;
}

const works: readonly Work[] = [
  { name: 'a read, nothing held', calls: 2_000, do: (stage, index) => stage.readCold(index) },
  { name: 'a read, held', calls: 20_000, do: (stage, index) => stage.readHeld(index) },
  { name: 'its conversion', calls: 20_000, do: async (stage) => stage.encode() },
  { name: 'select 1', calls: 2_000, do: (stage) => stage.selectOne() },
  ...(['ping', 'home'] as const).map((call) => ({
    name: call === 'ping' ? 'Ping, the whole call' : 'ListHomeTimeline, the whole call',
    calls: 2_000,
    do: (stage: HomeStage, index: number) => stage[call](index),
    cpuMicros: (stage: HomeStage) => stage.serviceCpuMicros(),
  })),
];

/** Does each kind of work on each stage in turn, round after round: what else the machine does meets all alike. */
export async function measureHomes(stages: readonly HomeStage[], rounds: number): Promise<HomeFigures> {
  const figures = new Map(works.map(({ name }) => [name, stages.map((): Figures => ({ wall: [], cpu: [] }))]));
  for (let round = 0; round < rounds; round += 1) {
    for (const work of works) {
      for (const [place, stage] of stages.entries()) {
        const { wall, cpu } = await measure(work, stage);
        figures.get(work.name)?.[place]?.wall.push(wall);
        figures.get(work.name)?.[place]?.cpu.push(cpu);
      }
    }
  }
  return figures;
}

async function measure({ calls, do: work, cpuMicros = ownCpuMicros }: Work, stage: HomeStage) {
  for (let index = 0; index < calls / 10; index += 1) await work(stage, index);
  const before = cpuMicros(stage);
  const start = performance.now();
  for (let index = 0; index < calls; index += 1) await work(stage, index);
  return { wall: ((performance.now() - start) / calls) * 1_000, cpu: (cpuMicros(stage) - before) / calls };
}

function ownCpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Markdown: the median of each with its range, and how the last stage compares with the first. */
export function formatHomes(stages: readonly HomeStage[], figures: HomeFigures): string {
  const counts = stages.map(({ postCount }) => `${postCount.toLocaleString('en')} posts`);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['µs, then of them CPU', ...counts, 'last to first, CPU']),
    line(['---', ...counts.map(() => '---:'), '---:']),
    ...[...figures].map(([name, each]) =>
      line([name, ...each.map(({ wall, cpu }) => `${spread(wall)}; ${spread(cpu)}`), growthOf(each).toFixed(2)]),
    ),
  ].join('\n');
}

/** How many times the processor time of the first stage the last one takes: the median over the rounds, each by itself. */
export function growthOf(each: readonly Figures[]): number {
  const [first, last] = [each[0]?.cpu ?? [], each.at(-1)?.cpu ?? []];
  return median(first.map((cpu, round) => (last[round] ?? Number.NaN) / cpu));
}

function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${Math.round(median(values))} (${Math.round(least)}–${Math.round(most)})`;
}
