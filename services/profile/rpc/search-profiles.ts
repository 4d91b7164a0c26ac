import { z } from 'zod';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { line, pageSize, pageToken } from '../../kit/fields.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { isVisible, type Profile } from '../domain/account.ts';
import { foldQuery } from '../domain/search-term.ts';
import { findProfilesByPrefix } from '../store/profile-store.ts';
import { answerPage } from './answer-page.ts';

const schema = z.object({ query: line({ min: 1, max: 50 }), pageSize, pageToken });

export const searchProfiles =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['searchProfiles'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const prefix = foldQuery(request.query);
    const viewer = viewerId(call);
    if (prefix === '') return { profiles: [], nextPageToken: '' };
    const source = {
      read: (after: string, limit: number) => findProfilesByPrefix(context.database, viewer, prefix, { after, limit }),
      cursorOf: (profile: Profile) => profile.handle,
      isVisible: (profile: Profile) => isVisible(viewer, profile),
      // A cursor is a handle, and must not be that of somebody hidden. Those are who blocks the viewer.
      rowLimit: Number.POSITIVE_INFINITY,
    };
    const { items, nextPageToken } = await answerPage(call, [prefix], request, source, '');
    const now = context.now();
    return { profiles: items.map((profile) => profileToProto(profile, viewer, now)), nextPageToken };
  };
