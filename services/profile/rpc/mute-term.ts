import { z } from 'zod';
import {
  type MuteServiceImplementation,
  MuteTermRequest,
  MuteTermResponse,
} from '#gen/tertulia/profile/v1/mute_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import type { Transaction } from '../../kit/database/database.ts';
import { line, requestId } from '../../kit/fields.ts';
import { SessionHasEnded } from '../../kit/mesh-errors.ts';
import { once } from '../../kit/requests.ts';
import { because, parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { MutedTermLimit } from '../domain/errors.ts';
import { type MutedTerm, maxMutedTerms, readTerm, type Term } from '../domain/muted-term.ts';
import { tellTermMuted } from '../events/mute-events.ts';
import { accountExists } from '../store/account-store.ts';
import { addTerm, changeTerm, countMutedTerms } from '../store/term-store.ts';
import { expireTimeOf, muteDuration } from './mute-duration-field.ts';

const schemaOf = (isHashtag: boolean) =>
  z.object({
    requestId,
    term: line({ min: 1, max: 100 }).transform((text, check) => {
      const term = readTerm(text, isHashtag);
      const message = 'must be a word or a hashtag';
      if (!term) check.addIssue({ code: 'custom', message, ...because('INVALID_FORMAT') });
      return term ?? z.NEVER;
    }),
    duration: muteDuration,
  });

export const muteTerm =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['muteTerm'] =>
  async (message, call) => {
    const { requestId, term, duration } = parse(schemaOf(message.hashtag), message);
    const accountId = memberId(call);
    const types = { request: MuteTermRequest, response: MuteTermResponse };
    return once(context.database, call, { ...message, requestId }, types, async (tx) => {
      const now = context.now();
      const mutedTerm = await putTerm(context, tx, accountId, term, { now, expireTime: expireTimeOf(duration, now) });
      await tellTermMuted(context.eventLog, tx, { accountId, ...mutedTerm }, call.traceparent);
      return { mutedTerm };
    });
  };

async function putTerm(
  context: ProfileContext,
  tx: Transaction,
  accountId: string,
  term: Term,
  times: { now: Date; expireTime: Date | undefined },
): Promise<MutedTerm> {
  if (!(await accountExists(tx, accountId))) throw new SessionHasEnded();
  const changed = await changeTerm(tx, accountId, term, times);
  if (changed) return changed;
  if ((await countMutedTerms(tx, accountId, times.now)) >= maxMutedTerms) throw new MutedTermLimit();
  const muted = { ...term, termId: context.newId(), expireTime: times.expireTime };
  await addTerm(tx, accountId, muted);
  return muted;
}
