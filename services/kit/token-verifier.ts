/** Who a good access token speaks for. */
export interface VerifiedToken {
  accountId: string;
  sessionId: string;
}

/** Checks access tokens. What it knows of keys and sessions is its own affair. */
export interface TokenVerifier {
  /** Rejects with TokenInvalid or SessionHasEnded. */
  verify(token: string): Promise<VerifiedToken>;
  /** Tells of each session that ends, at once; its streams must end then. */
  onSessionEnded(listener: (sessionId: string) => void): Disposable;
}
