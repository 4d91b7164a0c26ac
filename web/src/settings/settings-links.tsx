import { Link } from 'wouter';
import './settings-links.css';

/** Ways to further settings, each with a few words of what is there. */
export function SettingsLinks({ links }: { links: readonly { href: string; title: string; text: string }[] }) {
  return (
    <ul className="settings-links">
      {links.map(({ href, title, text }) => (
        <li key={href}>
          <Link href={href} className="settings-link">
            <strong>{title}</strong>
            <span>{text}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
