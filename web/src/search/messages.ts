/** What the search for people says. */
export const searchMessages = {
  title: 'Find people',
  label: 'Name or handle',
  placeholder: 'A name or a handle',
  list: 'People found',
  intro: 'Whom are you looking for?',
  introText: 'Type the beginning of a name or of a handle.',
  none: (query: string) => `Nobody by the name “${query}”`,
};
