import { z } from 'zod';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import type { CallExtension } from '../../kit/call.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { cardToProto } from '../convert.ts';
import { findCardsByHandle } from '../store/profile-store.ts';
import { anyHandle } from './handle-field.ts';

const schema = z.object({
  handles: z.array(anyHandle).min(1, 'must have at least 1').max(50, 'must have at most 50'),
});

export const batchResolveHandles =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['batchResolveHandles'] =>
  async (message) => {
    const { handles } = parse(schema, message);
    const cards = await findCardsByHandle(context.database, handles);
    const results = handles.map((handle, index) => {
      const card = cards.get(handle);
      return { handle: message.handles[index] ?? handle, card: card && cardToProto(card) };
    });
    return { results };
  };
