import { inLanguages } from '../language/in-languages.ts';

/** What is said about changing a post, and about what it was before. */
export const editMessages = inLanguages({
  en: {
    title: 'Edit post',
    label: 'The text of the post',
    note: 'Who may see the post can see what it said before.',
    save: 'Save',
    saved: 'The post is changed.',
    nowReads: 'In the meantime it was changed to:',
    historyTitle: 'Versions of this post',
    present: 'Current',
  },
  es: {
    title: 'Editar publicación',
    label: 'El texto de la publicación',
    note: 'Quien pueda ver la publicación podrá ver lo que decía antes.',
    save: 'Guardar',
    saved: 'La publicación se cambió.',
    nowReads: 'Mientras tanto se cambió a:',
    historyTitle: 'Versiones de esta publicación',
    present: 'Actual',
  },
});
