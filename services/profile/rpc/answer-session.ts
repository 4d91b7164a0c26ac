import type { Profile } from '#gen/tertulia/profile/v1/profile.ts';
import type { Call } from '../../kit/call.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { signAccessToken } from '../credentials/access-token.ts';
import { setRefreshCookie } from '../credentials/refresh-cookie.ts';
import { isLive, type Session } from '../domain/session.ts';
import { findActiveKey } from '../store/key-store.ts';
import { findProfile } from '../store/profile-store.ts';
import { findSession } from '../store/session-store.ts';

/** What SignUp, SignIn and RefreshSession answer alike. */
export interface SessionAnswer {
  profile: Profile;
  accessToken: string;
  accessTokenExpireTime: Date;
}

/** Answers with a session that was started, now or by the first try of this request. */
export async function answerStartedSession(
  context: ProfileContext,
  call: Call,
  sessionId: string,
): Promise<SessionAnswer> {
  // Before the read: a session that ends meanwhile says that its tokens expire after this.
  const issueTime = context.now();
  const session = await findSession(context.database, sessionId);
  if (!isLive(session, issueTime)) throw new SessionHasEnded();
  return answerSession(context, call, session, issueTime);
}

/** Answers with a fresh access token, and the cookie of the session's current generation. */
export async function answerSession(
  context: ProfileContext,
  call: Call,
  session: Session,
  issueTime: Date,
): Promise<SessionAnswer> {
  const { database, refreshSecret } = context;
  const { accountId } = session;
  const [profile, key] = await Promise.all([findProfile(database, accountId, accountId), findActiveKey(database)]);
  if (!profile) throw new SessionHasEnded();
  const { token, expireTime } = await signAccessToken(key, session, issueTime);
  setRefreshCookie(call, refreshSecret, session);
  return {
    profile: profileToProto(profile, accountId, issueTime),
    accessToken: token,
    accessTokenExpireTime: expireTime,
  };
}
