import { useMe } from '../session/use-session.ts';
import { appMessages } from './messages.ts';
import './aside.css';

/** What stands beside the page where there is room: the keys. */
export function Aside() {
  const me = useMe();
  if (me === undefined) return null;
  return (
    <aside className="aside" aria-labelledby="shortcuts">
      <h2 id="shortcuts">{appMessages.shortcuts}</h2>
      <dl>
        {appMessages.shortcutList.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
