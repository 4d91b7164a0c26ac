import { z } from 'zod';
import type { ProfileServiceImplementation } from '#gen/tertulia/profile/v1/profile_service.ts';
import { type CallExtension, viewerId } from '../../kit/call.ts';
import { line, pageSize, pageToken } from '../../kit/fields.ts';
import { readPageToken, writePageToken } from '../../kit/page-token.ts';
import { parse } from '../../kit/validate.ts';
import type { ProfileContext } from '../context.ts';
import { profileToProto } from '../convert.ts';
import { isVisible, type Profile } from '../domain/account.ts';
import { foldQuery } from '../domain/search-term.ts';
import { findProfilesByPrefix } from '../store/profile-store.ts';
import { fillPage } from './fill-page.ts';

const schema = z.object({ query: line({ min: 1, max: 50 }), pageSize, pageToken });

export const searchProfiles =
  (context: ProfileContext): ProfileServiceImplementation<CallExtension>['searchProfiles'] =>
  async (message, call) => {
    const request = parse(schema, message);
    const prefix = foldQuery(request.query);
    const query = [call.method, prefix];
    const [start] = readPageToken(query, request.pageToken) ?? [''];
    const viewer = viewerId(call);
    if (prefix === '') return { profiles: [], nextPageToken: '' };
    const page = await fillPage<Profile>({
      pageSize: request.pageSize,
      start: String(start),
      read: (after, limit) => findProfilesByPrefix(context.database, viewer, prefix, { after, limit }),
      cursorOf: (profile) => profile.handle,
      isVisible: (profile) => isVisible(viewer, profile),
    });
    const nextPageToken = page.next === undefined ? '' : writePageToken(query, [page.next]);
    return { profiles: page.items.map((profile) => profileToProto(profile, viewer)), nextPageToken };
  };
