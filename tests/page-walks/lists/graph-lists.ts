import type { Somebody } from '../../visibility/scene.ts';
import { Crowd, fresh, idsOf, join } from '../stage.ts';
import type { FillList, ListsOfRpc } from '../walked-list.ts';

const graph = '/tertulia.profile.v1.GraphService';
const requests = '/tertulia.profile.v1.FollowRequestService';

const follow = (who: Somebody, { id }: Somebody) => who.api.graph.follow({ ...fresh(), accountId: id });
const unfollow = (who: Somebody, { id }: Somebody) => who.api.graph.unfollow({ ...fresh(), accountId: id });
const hide = ({ api }: Somebody) => api.graph.updatePrivacy({ ...fresh(), private: true });

const followers: FillList = async (stage) => {
  const followed = await join(stage);
  const { id: accountId, api } = followed;
  const crowd = await Crowd.gather(stage, (somebody) => follow(somebody, followed));
  return {
    async read(page) {
      const { followers, nextPageToken } = await api.graph.listFollowers({ accountId, ...page });
      return { items: idsOf(followers), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => unfollow(crowd.of(id), followed),
    disturb: (id) => follow(crowd.of(id), followed),
  };
};

const following: FillList = async (stage) => {
  const follower = await join(stage);
  const { id: accountId, api } = follower;
  const crowd = await Crowd.gather(stage, (somebody) => follow(follower, somebody));
  return {
    async read(page) {
      const { following, nextPageToken } = await api.graph.listFollowing({ accountId, ...page });
      return { items: idsOf(following), nextPageToken };
    },
    add: crowd.grow,
    remove: (id) => unfollow(follower, crowd.of(id)),
    disturb: (id) => follow(follower, crowd.of(id)),
  };
};

const followedByFollowed: FillList = async (stage) => {
  const [viewer, followed] = [await join(stage), await join(stage)];
  const crowd = await Crowd.gather(stage, async (somebody) => {
    await follow(somebody, followed);
    await follow(viewer, somebody);
  });
  let count = 0;
  return {
    async read(page) {
      const request = { accountId: followed.id, ...page };
      const { followers, nextPageToken } = await viewer.api.suggestions.listFollowedByFollowed(request);
      return { items: idsOf(followers), nextPageToken };
    },
    add: crowd.grow,
    remove(id) {
      count += 1;
      return count % 2 === 0 ? unfollow(viewer, crowd.of(id)) : unfollow(crowd.of(id), followed);
    },
    // Whom one follows anew is among those whom one follows all the same.
    async disturb(id) {
      await unfollow(viewer, crowd.of(id));
      await follow(viewer, crowd.of(id));
    },
  };
};

const blocked: FillList = async (stage) => {
  const { api } = await join(stage);
  const block = ({ id }: Somebody) => api.graph.block({ ...fresh(), accountId: id });
  const crowd = await Crowd.gather(stage, block);
  return {
    async read(page) {
      const { accounts, nextPageToken } = await api.graph.listBlockedAccounts(page);
      return { items: idsOf(accounts), nextPageToken };
    },
    add: crowd.grow,
    remove: (accountId) => api.graph.unblock({ ...fresh(), accountId }),
    disturb: (id) => block(crowd.of(id)),
  };
};

const incoming: FillList = async (stage) => {
  const asked = await join(stage);
  await hide(asked);
  const crowd = await Crowd.gather(stage, (somebody) => follow(somebody, asked));
  const { api } = asked;
  let count = 0;
  return {
    async read(page) {
      const { followRequests, nextPageToken } = await api.requests.listIncomingFollowRequests(page);
      return { items: idsOf(followRequests.map(({ account }) => account)), nextPageToken };
    },
    add: crowd.grow,
    remove(accountId) {
      count += 1;
      const request = { ...fresh(), accountId };
      return count % 2 === 0 ? api.requests.acceptFollowRequest(request) : api.requests.rejectFollowRequest(request);
    },
    disturb: (id) => follow(crowd.of(id), asked),
  };
};

const outgoing: FillList = async (stage) => {
  const asking = await join(stage);
  const crowd = await Crowd.gather(stage, async (somebody) => {
    await hide(somebody);
    await follow(asking, somebody);
  });
  return {
    async read(page) {
      const { followRequests, nextPageToken } = await asking.api.requests.listOutgoingFollowRequests(page);
      return { items: idsOf(followRequests.map(({ account }) => account)), nextPageToken };
    },
    add: crowd.grow,
    remove: (accountId) => asking.api.requests.withdrawFollowRequest({ ...fresh(), accountId }),
    disturb: (id) => follow(asking, crowd.of(id)),
  };
};

export const graphLists: Readonly<Record<string, ListsOfRpc>> = {
  [`${graph}/ListFollowers`]: { '': followers },
  [`${graph}/ListFollowing`]: { '': following },
  [`${graph}/ListBlockedAccounts`]: { '': blocked },
  [`${requests}/ListIncomingFollowRequests`]: { '': incoming },
  [`${requests}/ListOutgoingFollowRequests`]: { '': outgoing },
  '/tertulia.profile.v1.SuggestionService/ListFollowedByFollowed': { '': followedByFollowed },
};
