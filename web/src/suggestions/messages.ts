import { SuggestionReason } from '#gen/tertulia/profile/v1/suggestion_service.ts';
import { inLanguages } from '../language/in-languages.ts';

const noNames = (words: string) => (_names: readonly string[], _total: number) => words;

/** What suggestions say. */
export const suggestionMessages = inLanguages({
  en: {
    title: 'People you may want to hear',
    follow: 'Follow',
    followed: 'Following',
    ask: 'Ask to follow',
    asked: 'Requested',
    dismiss: 'Not them',
    dismissed: 'Not suggested again',
    why: {
      [SuggestionReason.SUGGESTION_REASON_UNSPECIFIED]: noNames(''),
      [SuggestionReason.SUGGESTION_REASON_FOLLOWS_YOU]: noNames('Follows you'),
      [SuggestionReason.SUGGESTION_REASON_IN_YOUR_CIRCLE]: noNames('In one of your circles'),
      [SuggestionReason.SUGGESTION_REASON_FOLLOWED_BY_FOLLOWED]: (names: readonly string[], total: number) =>
        total > names.length
          ? `Followed by ${names.join(', ')} and ${total - names.length} more you follow`
          : `Followed by ${names.join(' and ')}, whom you follow`,
      [SuggestionReason.SUGGESTION_REASON_POPULAR]: noNames('Many people here follow them'),
    } satisfies Record<SuggestionReason, (names: readonly string[], total: number) => string>,
  },
  es: {
    title: 'Gente a la que quizá quieras escuchar',
    follow: 'Seguir',
    followed: 'Siguiendo',
    ask: 'Pedir seguir',
    asked: 'Solicitado',
    dismiss: 'No, gracias',
    dismissed: 'No se sugerirá más',
    why: {
      [SuggestionReason.SUGGESTION_REASON_UNSPECIFIED]: noNames(''),
      [SuggestionReason.SUGGESTION_REASON_FOLLOWS_YOU]: noNames('Te sigue'),
      [SuggestionReason.SUGGESTION_REASON_IN_YOUR_CIRCLE]: noNames('Está en uno de tus círculos'),
      [SuggestionReason.SUGGESTION_REASON_FOLLOWED_BY_FOLLOWED]: (names, total) => {
        if (total > names.length) return `Le siguen ${names.join(', ')} y ${total - names.length} más a quienes sigues`;
        return names.length === 1
          ? `Le sigue ${names[0]}, a quien sigues`
          : `Le siguen ${names.join(' y ')}, a quienes sigues`;
      },
      [SuggestionReason.SUGGESTION_REASON_POPULAR]: noNames('Mucha gente de aquí le sigue'),
    },
  },
});
