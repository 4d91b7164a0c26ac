import { type Act, Disagreement, type Doing, expectEnd, fresh } from '../step.ts';
import { pickWord } from '../writing.ts';

/** The ways to ask for a word, or for its hashtag alone. */
function termOf(word: string, { flavour }: Doing): { term: string; hashtag: boolean } {
  if (flavour % 4 === 0) return { term: word, hashtag: true };
  return { term: flavour % 4 === 1 ? `#${word.toUpperCase()}` : word.toUpperCase(), hashtag: false };
}

const muteTerm: Act = async (doing) => {
  const { actor, flavour } = doing;
  const term = pickWord(doing);
  const hashtag = flavour % 4 < 2;
  const ends = flavour % 3 === 0;
  const duration = ends ? { seconds: 86_400, nanos: 0 } : undefined;
  const answer = await expectEnd(actor.api.mutes.muteTerm({ ...fresh(), ...termOf(term, doing), duration }), 'OK');
  const id = answer?.mutedTerm?.termId ?? '';
  const muted = actor.mutedTerms.find((each) => each.term === term && each.hashtag === hashtag);
  if (muted === undefined) actor.mutedTerms.push({ id, term, hashtag, ends });
  else if (muted.id !== id) throw new Disagreement('the muted term has another id');
  else muted.ends = ends;
};

/** Now and then somebody else's, which does nothing. */
const unmuteTerm: Act = async ({ actor, other, pick, flavour }) => {
  const { mutedTerms } = flavour % 4 === 0 ? other : actor;
  const muted = mutedTerms[pick % Math.max(mutedTerms.length, 1)];
  if (muted === undefined) return;
  await expectEnd(actor.api.mutes.unmuteTerm({ ...fresh(), termId: muted.id }), 'OK');
  actor.mutedTerms = actor.mutedTerms.filter((each) => each !== muted);
};

/** Steps by name. */
export const termSteps: Record<string, Act> = { muteTerm, unmuteTerm };
