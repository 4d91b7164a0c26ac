import { type Act, type Doing, expectEnd, fresh } from '../step.ts';
import { nameWith, pickWord } from '../writing.ts';

/** The version that one read, mostly none, and now and then one that never was. */
async function etagFor({ actor, flavour }: Doing): Promise<string> {
  if (flavour % 5 > 1) return '';
  if (flavour % 5 === 1) return 'another';
  const { profile } = await actor.api.profiles.getProfile({ name: { $case: 'accountId', value: actor.id } });
  return profile?.etag ?? '';
}

const masks = [['display_name', 'bio'], ['display_name'], ['bio']];

const updateProfile: Act = async (doing) => {
  const { world, actor, flavour } = doing;
  const updateMask = masks[flavour % masks.length] ?? [];
  const displayName = nameWith(pickWord(doing));
  const bio = `Since ${world.tick()}`;
  const etag = await etagFor(doing);
  const end = etag === 'another' ? 'ETAG_MISMATCH' : 'OK';
  await expectEnd(
    actor.api.profiles.updateProfile({ ...fresh(), profile: { displayName, bio, etag }, updateMask }),
    end,
  );
  if (end !== 'OK') return;
  if (updateMask.includes('display_name')) actor.displayName = displayName;
  if (updateMask.includes('bio')) actor.bio = bio;
};

/** Steps by name. */
export const profileSteps: Record<string, Act> = { updateProfile };
