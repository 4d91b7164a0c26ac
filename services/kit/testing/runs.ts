const factor = Number(process.env.PROPERTY_FACTOR ?? 1);

/** How many histories a property is tried with: the usual number, times PROPERTY_FACTOR. */
export function runs(usual: number): number {
  return usual * factor;
}

/** The time that so many runs may take, where the usual number may take three minutes. */
export const runsTimeoutMs = 180_000 * Math.max(factor, 1);
