import { inLanguages } from '../language/in-languages.ts';

/** What the pages of follow requests say. */
export const requestMessages = inLanguages({
  en: {
    title: 'Follow requests',
    incoming: 'Who asks to follow you',
    outgoing: 'Whom you ask to follow',
    noIncoming: 'Nobody asks just now',
    noIncomingText: 'While your account is private, who wants to follow you asks here.',
    noOutgoing: 'You ask nobody just now',
    accept: 'Accept',
    accepted: 'Follows you now',
    reject: 'Reject',
    rejected: 'Rejected',
    withdraw: 'Take back',
    withdrawn: 'Taken back',
  },
  es: {
    title: 'Solicitudes de seguimiento',
    incoming: 'Quién pide seguirte',
    outgoing: 'A quién pides seguir',
    noIncoming: 'Ahora no lo pide nadie',
    noIncomingText: 'Mientras tu cuenta sea privada, quien quiera seguirte lo pide aquí.',
    noOutgoing: 'Ahora no se lo pides a nadie',
    accept: 'Aceptar',
    accepted: 'Ahora te sigue',
    reject: 'Rechazar',
    rejected: 'Rechazada',
    withdraw: 'Retirar',
    withdrawn: 'Retirada',
  },
});
