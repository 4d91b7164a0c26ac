import { inLanguages } from '../language/in-languages.ts';

/** What the search for people says. */
export const searchMessages = inLanguages({
  en: {
    title: 'Find people',
    label: 'Name or handle',
    placeholder: 'A name or a handle',
    list: 'People found',
    intro: 'Whom are you looking for?',
    introText: 'Type the beginning of a name or of a handle.',
    none: (query: string) => `Nobody by the name “${query}”`,
  },
  es: {
    title: 'Buscar gente',
    label: 'Nombre o usuario',
    placeholder: 'Un nombre o un usuario',
    list: 'Personas encontradas',
    intro: '¿A quién buscas?',
    introText: 'Escribe el comienzo de un nombre o de un usuario.',
    none: (query) => `Nadie con el nombre «${query}»`,
  },
});
