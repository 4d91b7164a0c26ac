import { z } from 'zod';
import type { MuteServiceImplementation } from '#gen/tertulia/profile/v1/mute_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import type { MutedTerm } from '../domain/muted-term.ts';
import { findMutedTerms } from '../store/term-store.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ pageSize, pageToken });

export const listMutedTerms =
  (context: ProfileContext): MuteServiceImplementation<CallExtension>['listMutedTerms'] =>
  async (message, call) => {
    const accountId = memberId(call);
    const now = context.now();
    const { items, nextPageToken } = await answerPage<MutedTerm>(call, [accountId], parse(schema, message), {
      read: (before, limit) => findMutedTerms(context.database, accountId, { before, limit, now }),
      cursorOf: ({ termId }) => termId,
      isVisible: () => true,
    });
    return { mutedTerms: [...items], nextPageToken };
  };
