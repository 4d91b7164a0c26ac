import { type Language, languageNames, languages, setLanguage } from './language.ts';
import './language-choice.css';
import { languageMessages } from './messages.ts';
import { useLanguage } from './use-language.ts';

/** Chooses the language that everything is said in. */
export function LanguageChoice() {
  const language = useLanguage();
  return (
    <label className="language-choice">
      <span>{languageMessages.label}</span>
      <select value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
