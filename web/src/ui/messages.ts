import { inLanguages } from '../language/in-languages.ts';

/** What the parts that all pages share say. */
export const uiMessages = inLanguages({
  en: {
    cancel: 'Cancel',
    close: 'Close',
    loading: 'Loading',
    more: 'Show more',
    retry: 'Try again',
    menu: 'More actions',
    show: 'Show',
    hide: 'Hide',
    charactersLeft: (count: number) =>
      count >= 0
        ? `${count.toLocaleString('en')} characters left`
        : `${(-count).toLocaleString('en')} characters too many`,
  },
  es: {
    cancel: 'Cancelar',
    close: 'Cerrar',
    loading: 'Cargando',
    more: 'Mostrar más',
    retry: 'Intentar de nuevo',
    menu: 'Más acciones',
    show: 'Mostrar',
    hide: 'Ocultar',
    charactersLeft: (count) =>
      count >= 0
        ? `Quedan ${count.toLocaleString('es')} caracteres`
        : `Sobran ${(-count).toLocaleString('es')} caracteres`,
  },
});
