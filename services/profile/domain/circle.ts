/** A list of accounts, its owner's own. */
export interface Circle {
  readonly circleId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly createTime: Date;
  readonly memberCount: number;
}

/** How many circles one account has at most. */
export const maxCircles = 50;
/** How many members one circle has at most. */
export const maxCircleMembers = 1_000;
