import { QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useMemo } from 'react';
import { useLanguage } from '../language/use-language.ts';
import { ConnectionProvider } from '../live/connection-provider.tsx';
import { LiveProvider } from '../live/live-provider.tsx';
import { Reconnecting } from '../live/reconnecting.tsx';
import { useSession } from '../session/use-session.ts';
import { Announcer } from '../ui/announcer.tsx';
import { Toast } from '../ui/toast.tsx';
import { Pages } from './pages.tsx';
import { createQueryClient } from './query-client.ts';
import { Shell } from './shell.tsx';
import { Starting } from './starting.tsx';

/** The whole client, rendered anew when the language changes. What was read for one account is forgotten with it. */
export function App() {
  const state = useSession();
  const language = useLanguage();
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const accountId = state.kind === 'member' ? state.profile.accountId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each account has a memory of its own.
  const queryClient = useMemo(createQueryClient, [accountId]);
  if (state.kind === 'starting') return <Starting problem={state.problem} />;
  const pages = (
    <Shell>
      <Pages />
    </Shell>
  );
  return (
    <QueryClientProvider client={queryClient} key={accountId}>
      <ConnectionProvider>
        <Reconnecting />
        {accountId === undefined ? pages : <LiveProvider accountId={accountId}>{pages}</LiveProvider>}
      </ConnectionProvider>
      <Toast />
      <Announcer />
    </QueryClientProvider>
  );
}
