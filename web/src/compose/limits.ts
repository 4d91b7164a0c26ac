/** The longest post, in characters as a person counts them. */
export const maxGraphemes = 2_000;
