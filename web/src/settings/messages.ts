import { inLanguages } from '../language/in-languages.ts';

/** What the settings say. */
export const settingsMessages = inLanguages({
  en: {
    title: 'Settings',
    account: 'Your account',
    signedInAs: (handle: string) => `You are signed in as @${handle}.`,
    profile: 'Your profile',
    signOut: 'Sign out',
    appearance: 'What you see',
    danger: 'Leave for good',
    deleteText:
      'Deleting your account deletes everything you wrote, here and for everyone. It cannot be undone, and nobody gets your handle after you.',
    delete: 'Delete account',
    deleteTitle: 'Delete your account?',
    password: 'Your password',
    deleteAction: 'Delete for good',
  },
  es: {
    title: 'Ajustes',
    account: 'Tu cuenta',
    signedInAs: (handle) => `Has entrado como @${handle}.`,
    profile: 'Tu perfil',
    signOut: 'Salir',
    appearance: 'Lo que ves',
    danger: 'Irse para siempre',
    deleteText:
      'Al eliminar tu cuenta se elimina todo lo que escribiste, aquí y para todos. No se puede deshacer, y nadie recibirá tu usuario después.',
    delete: 'Eliminar cuenta',
    deleteTitle: '¿Eliminar tu cuenta?',
    password: 'Tu contraseña',
    deleteAction: 'Eliminar para siempre',
  },
});
