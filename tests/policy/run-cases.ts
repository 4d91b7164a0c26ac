/** One call that is tried: its name says all that is special about it. */
export interface Case {
  readonly name: string;
  /** What is wrong with the answer; undefined if nothing is. */
  try(): Promise<string | undefined>;
}

const sideBySide = 16;

/** Tries every case, several at a time. What went wrong, a line each. */
export async function runCases(cases: readonly Case[]): Promise<string[]> {
  const problems: string[] = [];
  const rest = cases.values();
  const work = async () => {
    for (const each of rest) {
      const problem = await each.try();
      if (problem !== undefined) problems.push(`${each.name}: ${problem}`);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, work));
  return problems;
}
