import { type Act, Disagreement, type Doing, expectEnd, fresh } from '../step.ts';
import { pickWord } from '../writing.ts';

/** A word in one case or the other. */
function spelled({ flavour }: Doing, word: string): string {
  return flavour % 2 === 0 ? word : word.toUpperCase();
}

const followHashtag: Act = async (doing) => {
  const { actor } = doing;
  const word = pickWord(doing);
  const request = { ...fresh(), hashtag: spelled(doing, word) };
  const answer = await expectEnd(actor.api.hashtags.followHashtag(request), 'OK');
  if (answer?.hashtag !== word) throw new Disagreement(`${answer?.hashtag} is followed, not ${word}`);
  actor.followedTags.add(word);
};

const unfollowHashtag: Act = async (doing) => {
  const { actor } = doing;
  const word = pickWord(doing);
  await expectEnd(actor.api.hashtags.unfollowHashtag({ ...fresh(), hashtag: spelled(doing, word) }), 'OK');
  actor.followedTags.delete(word);
};

/** Steps by name. */
export const hashtagSteps: Record<string, Act> = { followHashtag, unfollowHashtag };
