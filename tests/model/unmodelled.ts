const ofSessions = 'sessions concern nobody else: services/profile/tests';

/** The RPCs of the edge that the model neither makes as steps nor reads, each with the reason why not. */
export const unmodelled: Readonly<Record<string, string>> = {
  '/tertulia.mesh.v1.PingService/Ping': 'it answers what it is sent',
  '/tertulia.profile.v1.AccountService/ChangePassword': ofSessions,
  '/tertulia.profile.v1.AccountService/DeleteAccount': 'a world would run out of people: services/*/tests',
  '/tertulia.profile.v1.SessionService/ListSessions': ofSessions,
  '/tertulia.profile.v1.SessionService/RefreshSession': ofSessions,
  '/tertulia.profile.v1.SessionService/RevokeOtherSessions': ofSessions,
  '/tertulia.profile.v1.SessionService/RevokeSession': ofSessions,
  '/tertulia.profile.v1.SessionService/SignIn': ofSessions,
  '/tertulia.profile.v1.SessionService/SignOut': ofSessions,
  '/tertulia.profile.v1.SuggestionService/DismissSuggestion': 'as SuggestAccounts',
  '/tertulia.profile.v1.SuggestionService/SuggestAccounts': 'it may leave out what it likes: services/profile/tests',
};

const called = new Set<string>();

/** Remembers that a world's people call an RPC. */
export function rememberCall(path: string): void {
  called.add(path);
}

/** Where what was called and what is left out are not, together, each RPC once. */
export function findGaps(paths: readonly string[]): string[] {
  const listed = Object.keys(unmodelled);
  return [
    ...paths.filter((path) => !called.has(path) && !listed.includes(path)).map((path) => `nobody calls ${path}`),
    ...listed.filter((path) => called.has(path)).map((path) => `${path} is called, and listed as one that is not`),
    ...listed.filter((path) => !paths.includes(path)).map((path) => `there is no ${path}`),
  ];
}
