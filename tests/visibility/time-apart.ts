/** How much longer one takes than the other, by the medians of calls in turn. In milliseconds; each call says its own. */
export async function timeApart(one: () => Promise<number>, other: () => Promise<number>, pairs: number) {
  const [ofOne, ofOther]: [number[], number[]] = [[], []];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Whichever is first may be slower for that alone.
    if (pair % 2 === 0) ofOne.push(await one());
    ofOther.push(await other());
    if (pair % 2 === 1) ofOne.push(await one());
  }
  return median(ofOne) - median(ofOther);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
