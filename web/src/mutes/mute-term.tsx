import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { rereadHomeLater } from '../home/home-cache.ts';
import { mutes } from '../profile/graph-clients.ts';
import { fieldWords } from '../rpc/error-words.ts';
import { createFormIntent } from '../rpc/request-id.ts';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';
import { showToast } from '../ui/toast.tsx';
import { muteMessages } from './messages.ts';
import { daysToDuration, MuteDuration } from './mute-duration.tsx';
import { mutedTerms } from './mute-lists.ts';

/** Mutes a word or a hashtag. */
export function MuteTerm() {
  const queryClient = useQueryClient();
  const [term, setTerm] = useState('');
  const [days, setDays] = useState(0);
  const [intent] = useState(() => createFormIntent());
  const mutation = useMutation({
    mutationFn: () => {
      const requestId = intent.idFor({ term, days });
      return mutes.muteTerm({
        requestId,
        term: term.trim(),
        hashtag: term.trim().startsWith('#'),
        duration: daysToDuration(days),
      });
    },
    async onSuccess() {
      intent.done();
      showToast(muteMessages.termMuted(term.trim()));
      setTerm('');
      rereadHomeLater(queryClient);
      await queryClient.invalidateQueries({ queryKey: mutedTerms.queryKey });
    },
  });

  function mute(event: FormEvent): void {
    event.preventDefault();
    if (term.trim() !== '' && !mutation.isPending) mutation.mutate();
  }

  const problem = fieldWords(mutation.error, 'term', { max: 100 });
  return (
    <form className="form mute-term" onSubmit={mute}>
      <Field
        label={muteMessages.term}
        hint={muteMessages.termHint}
        problem={problem}
        value={term}
        maxLength={100}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => setTerm(event.target.value)}
      />
      <MuteDuration days={days} onChange={setDays} />
      <div>
        <button type="submit" className="button" aria-disabled={term.trim() === '' || mutation.isPending}>
          {muteMessages.muteTerm}
        </button>
      </div>
      {mutation.isError && problem === undefined && <Problem error={mutation.error} />}
    </form>
  );
}
