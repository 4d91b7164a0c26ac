/** A degree sequence to draw: how many friends the people of a network have. */
export interface DegreeModel {
  readonly people: number;
  readonly edges: number;
  /** The degree at each quantile; between two of them it is interpolated. Quantiles rise from 0 to 1. */
  readonly quantiles: readonly (readonly [quantile: number, degree: number])[];
}

/** The shape of a college's friendships: as Reed98 of the Facebook100 data (Traud, Mucha, Porter 2012). */
export const collegeModel: DegreeModel = {
  people: 962,
  edges: 18_812,
  quantiles: [
    [0, 1],
    [0.02, 1],
    [0.05, 2.5],
    [0.1, 6],
    [0.25, 14],
    [0.4, 23],
    [0.5, 29],
    [0.6, 37.5],
    [0.75, 54],
    [0.85, 72],
    [0.9, 87],
    [0.95, 108],
    [0.98, 138],
    [0.99, 157],
    [0.998, 211],
    [1, 313],
  ],
};

/**
 * The degrees of a network of that shape, largest first; their sum is exactly twice the model's edges. The same on
 * every run: the quantiles are read off at even distances.
 */
export function drawDegrees(model: DegreeModel): number[] {
  const degrees = Array.from({ length: model.people }, (_, index) =>
    Math.round(degreeAt(model, index / (model.people - 1))),
  );
  return fitSum(degrees, 2 * model.edges).sort((a, b) => b - a);
}

function degreeAt({ quantiles }: DegreeModel, quantile: number): number {
  const above = quantiles.findIndex(([each]) => each >= quantile);
  const [upper, lower] = [quantiles[above], quantiles[above - 1]];
  if (upper === undefined) throw new RangeError(`the model has no quantile ${quantile}`);
  if (lower === undefined) return upper[1];
  return lower[1] + ((upper[1] - lower[1]) * (quantile - lower[0])) / (upper[0] - lower[0]);
}

/** Rounding leaves the sum a little off: single friends are given to, or taken from, people spread over the middle. */
function fitSum(degrees: number[], sum: number): number[] {
  const fitted = [...degrees];
  let missing = sum - fitted.reduce((total, degree) => total + degree, 0);
  const [from, to] = [Math.floor(fitted.length * 0.3), Math.floor(fitted.length * 0.95)];
  // 7 is prime to the width of that middle, so that one round visits each of its people once.
  for (let step = 0; missing !== 0; step += 1) {
    const index = from + ((step * 7) % (to - from));
    fitted[index] = (fitted[index] ?? 0) + Math.sign(missing);
    missing -= Math.sign(missing);
  }
  return fitted;
}
