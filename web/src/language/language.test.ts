import test from 'ava';
import { inLanguages } from './in-languages.ts';
import { chooseLanguage, setLanguage } from './language.ts';

test('what was chosen comes before what the browser prefers', (t) => {
  t.is(chooseLanguage('es', ['en-GB']), 'es');
  t.is(chooseLanguage(undefined, ['fr-FR', 'es-MX', 'en']), 'es');
  t.is(chooseLanguage('xx', ['EN-us']), 'en');
  t.is(chooseLanguage(undefined, ['fr', 'de']), 'en');
  t.is(chooseLanguage(undefined, []), 'en');
});

test.serial('words are said in the language of the moment', (t) => {
  const words = inLanguages({
    en: { hello: 'Hello', count: (n: number) => `${n} cups`, kinds: { tea: 'tea' } },
    es: { hello: 'Hola', count: (n) => `${n} tazas`, kinds: { tea: 'té' } },
  });
  t.teardown(() => setLanguage('en'));
  t.is(words.hello, 'Hello');
  setLanguage('es');
  t.deepEqual([words.hello, words.count(2), words.kinds.tea], ['Hola', '2 tazas', 'té']);
  t.deepEqual(Object.keys(words), ['hello', 'count', 'kinds']);
});
