import { useEffect, useRef } from 'react';
import { useMe } from '../session/use-session.ts';
import { offerCompose } from './compose-focus.ts';
import { ComposeForm } from './compose-form.tsx';

/** The place to write a post, at the top of the home timeline. */
export function ComposeBox() {
  const me = useMe();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(
    () =>
      offerCompose(() => {
        area.current?.focus();
        window.scrollTo({ top: 0 });
      }),
    [],
  );
  return me && <ComposeForm me={me} ref={area} />;
}
