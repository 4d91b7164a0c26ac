import { z } from 'zod';
import {
  DismissSuggestionRequest,
  DismissSuggestionResponse,
  type SuggestionServiceImplementation,
} from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { type CallExtension, memberId } from '../../kit/call.ts';
import { id, requestId } from '../../kit/fields.ts';
import { once } from '../../kit/requests.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { addDismissal } from '../store/suggestion-store.ts';
import { findCounterpart, refuseOneself } from './account-seen.ts';

const schema = z.object({ requestId, accountId: id });

// Nobody is told: suggestions are made here alone.
export const dismissSuggestion =
  (context: ProfileContext): SuggestionServiceImplementation<CallExtension>['dismissSuggestion'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const callerId = memberId(call);
    refuseOneself(callerId, request.accountId);
    const types = { request: DismissSuggestionRequest, response: DismissSuggestionResponse };
    return once(context.database, call, request, types, async (tx) => {
      const { accountId } = await findCounterpart(tx, callerId, request.accountId);
      await addDismissal(tx, callerId, accountId);
      return {};
    });
  };
