import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { MutedAccount, MutedTerm } from '#gen/tertulia/profile/v1/mute_service.ts';
import { rereadHomeLater } from '../home/home-cache.ts';
import { currentLanguage } from '../language/language.ts';
import { mutes } from '../profile/graph-clients.ts';
import { PersonRow } from '../profile/person-row.tsx';
import { showRelationship } from '../profile/profile-queries.ts';
import { EndlessList } from '../ui/endless-list.tsx';
import { Page } from '../ui/page.tsx';
import { RowActions } from '../ui/row-actions.tsx';
import { Section } from '../ui/section.tsx';
import { muteMessages } from './messages.ts';
import { mutedPeople, mutedTerms } from './mute-lists.ts';
import { MuteTerm } from './mute-term.tsx';
import './mutes-page.css';

/** Everything that one mutes: words, hashtags and people. */
export default function MutesPage() {
  const terms = useInfiniteQuery(mutedTerms);
  const people = useInfiniteQuery(mutedPeople);
  return (
    <Page title={muteMessages.title}>
      <p className="page-intro">{muteMessages.intro}</p>
      <Section title={muteMessages.terms}>
        <MuteTerm />
        <EndlessList
          query={terms}
          items={terms.data?.pages.flatMap((page) => page.mutedTerms) ?? []}
          keyOf={({ termId }) => termId}
          render={(term) => <TermRow term={term} />}
          label={muteMessages.terms}
          empty={<p className="section-none">{muteMessages.noTerms}</p>}
        />
      </Section>
      <Section title={muteMessages.people}>
        <EndlessList
          query={people}
          items={people.data?.pages.flatMap((page) => page.mutedAccounts) ?? []}
          keyOf={({ account }) => account?.accountId ?? ''}
          render={(muted) => <MutedRow muted={muted} />}
          label={muteMessages.people}
          empty={<p className="section-none">{muteMessages.noPeople}</p>}
        />
      </Section>
    </Page>
  );
}

function TermRow({ term: { termId, term, hashtag, expireTime } }: { term: MutedTerm }) {
  const queryClient = useQueryClient();
  async function unmuteTerm(requestId: string): Promise<void> {
    await mutes.unmuteTerm({ requestId, termId });
    rereadHomeLater(queryClient);
  }
  const words = hashtag ? `#${term}` : term;
  return (
    <div className="term-row">
      <p>
        <strong dir="auto">{words}</strong>
        {expireTime && <span>{until(expireTime)}</span>}
      </p>
      <RowActions of={words} actions={[unmute(unmuteTerm)]} />
    </div>
  );
}

function MutedRow({ muted: { account, notifications, expireTime } }: { muted: MutedAccount }) {
  const queryClient = useQueryClient();
  if (account === undefined) return null;
  const { accountId, handle, displayName } = account;
  async function unmuteAccount(requestId: string): Promise<void> {
    const { relationship } = await mutes.unmuteAccount({ requestId, accountId });
    showRelationship(queryClient, handle, relationship);
  }
  const note = [notifications && muteMessages.withNotifications, expireTime && until(expireTime)].filter(Boolean);
  return (
    <PersonRow person={account} note={note.join(', ')}>
      <RowActions of={displayName} actions={[unmute(unmuteAccount)]} />
    </PersonRow>
  );
}

function unmute(run: (requestId: string) => Promise<unknown>) {
  return { label: muteMessages.unmute, outcome: muteMessages.unmuted, quiet: true, run };
}

function until(moment: Date): string {
  return muteMessages.until(moment.toLocaleString(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }));
}
