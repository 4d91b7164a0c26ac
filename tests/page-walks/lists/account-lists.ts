import { randomUUID } from 'node:crypto';
import { password } from '../../members.ts';
import { openClient } from '../../model/open-client.ts';
import { type Somebody, signUp } from '../../visibility/scene.ts';
import { Crowd, fill, fresh, idsOf, join } from '../stage.ts';
import type { FillList, ListsOfRpc } from '../walked-list.ts';

const circles = '/tertulia.profile.v1.CircleService';
const mutes = '/tertulia.profile.v1.MuteService';

const ownCircles: FillList = async (stage) => {
  const { api } = await join(stage);
  const add = () => api.circles.createCircle({ ...fresh(), name: 'Friends' });
  await fill(add);
  return {
    async read(page) {
      const { circles, nextPageToken } = await api.circles.listCircles(page);
      return { items: circles.map(({ circleId }) => circleId), nextPageToken };
    },
    add,
    remove: (circleId) => api.circles.deleteCircle({ ...fresh(), circleId }),
    disturb: (circleId) =>
      api.circles.updateCircle({ ...fresh(), circle: { circleId, name: 'Better friends' }, updateMask: ['name'] }),
  };
};

const members: FillList = async (stage) => {
  const { api } = await join(stage);
  const { circle } = await api.circles.createCircle({ ...fresh(), name: 'Friends' });
  const circleId = circle?.circleId ?? '';
  const put = ({ id }: Somebody) => api.circles.addCircleMembers({ ...fresh(), circleId, accountIds: [id] });
  const crowd = await Crowd.gather(stage, put);
  return {
    async read(page) {
      const { members, nextPageToken } = await api.circles.listCircleMembers({ circleId, ...page });
      return { items: idsOf(members), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => api.circles.removeCircleMembers({ ...fresh(), circleId, accountIds: [id] }),
    disturb: (id) => put(crowd.of(id)),
  };
};

const mutedAccounts: FillList = async (stage) => {
  const { api } = await join(stage);
  let notifications = false;
  const mute = ({ id }: Somebody) => api.mutes.muteAccount({ ...fresh(), accountId: id, notifications });
  const crowd = await Crowd.gather(stage, mute);
  return {
    async read(page) {
      const { mutedAccounts, nextPageToken } = await api.mutes.listMutedAccounts(page);
      return { items: idsOf(mutedAccounts.map(({ account }) => account)), nextPageToken };
    },
    add: crowd.grow,
    remove: (accountId) => api.mutes.unmuteAccount({ ...fresh(), accountId }),
    disturb(id) {
      notifications = !notifications;
      return mute(crowd.of(id));
    },
  };
};

const mutedTerms: FillList = async (stage) => {
  const { api } = await join(stage);
  const terms = new Map<string, string>();
  const mute = async (term: string) => {
    const { mutedTerm } = await api.mutes.muteTerm({ ...fresh(), term });
    terms.set(mutedTerm?.termId ?? '', term);
  };
  const add = () => mute(`word ${terms.size}`);
  await fill(add);
  return {
    async read(page) {
      const { mutedTerms, nextPageToken } = await api.mutes.listMutedTerms(page);
      return { items: mutedTerms.map(({ termId }) => termId), nextPageToken };
    },
    add,
    remove: (termId) => api.mutes.unmuteTerm({ ...fresh(), termId }),
    disturb: (termId) => mute(terms.get(termId) ?? ''),
  };
};

const found: FillList = async (stage) => {
  const query = `s${randomUUID().replaceAll('-', '').slice(0, 10)}`;
  const people = new Map<string, Somebody>();
  // In the order of handles, new ones come anywhere.
  const add = async () => {
    const somebody = await signUp(stage.channel, `${query}_${randomUUID().replaceAll('-', '').slice(0, 10)}`);
    people.set(somebody.id, somebody);
  };
  await fill(add);
  return {
    async read(page) {
      const { profiles, nextPageToken } = await openClient(stage.channel).profiles.searchProfiles({ query, ...page });
      return { items: profiles.map(({ accountId }) => accountId), nextPageToken };
    },
    add,
    remove: async (id) => people.get(id)?.api.accounts.deleteAccount({ ...fresh(), password }),
    // Found by their names too, from then on.
    async disturb(id) {
      const profile = { displayName: `Another ${query}` };
      await people.get(id)?.api.profiles.updateProfile({ ...fresh(), profile, updateMask: ['display_name'] });
    },
  };
};

const sessions: FillList = async (stage) => {
  const { api, handle } = await join(stage);
  const add = () => openClient(stage.channel).sessions.signIn({ ...fresh(), handle, password });
  await fill(add);
  const { sessions } = await api.sessions.listSessions({ pageSize: 100 });
  const own = sessions.find(({ current }) => current)?.sessionId;
  return {
    async read(page) {
      const { sessions, nextPageToken } = await api.sessions.listSessions(page);
      return { items: sessions.map(({ sessionId }) => sessionId), nextPageToken };
    },
    add,
    remove: async (sessionId) => sessionId !== own && api.sessions.revokeSession({ ...fresh(), sessionId }),
  };
};

export const accountLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${circles}/ListCircles`]: { '': ownCircles },
  [`${circles}/ListCircleMembers`]: { '': members },
  [`${mutes}/ListMutedAccounts`]: { '': mutedAccounts },
  [`${mutes}/ListMutedTerms`]: { '': mutedTerms },
  '/tertulia.profile.v1.ProfileService/SearchProfiles': { '': found },
  '/tertulia.profile.v1.SessionService/ListSessions': { '': sessions },
};
