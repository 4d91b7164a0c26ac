import { inLanguages } from '../language/in-languages.ts';
import type { Farewell } from './session.ts';

/** What the pages of signing in and up say. */
export const sessionMessages = inLanguages({
  en: {
    signInTitle: 'Welcome back',
    signUpTitle: 'Take a seat',
    signUpIntro: 'Pick a name for yourself. That is all we ask.',
    handle: 'Handle',
    handleHint: '3–30 of a–z, 0–9 and _. It stays yours and cannot be changed.',
    handleProblem: 'A handle has 3–30 of a–z, 0–9 and _.',
    displayName: 'Name',
    displayNameHint: 'What people read. You can change it any time.',
    password: 'Password',
    passwordHint: 'At least 10 characters. A short sentence works well.',
    passwordProblem: 'A password has 10–128 characters.',
    showPassword: 'Show password',
    signIn: 'Sign in',
    signUp: 'Create account',
    toSignUp: 'New here?',
    toSignIn: 'Been here before?',
    starting: 'One moment…',
    retry: 'Try again',
    farewells: {
      'signed-out': 'You are signed out. See you soon.',
      deleted: 'Your account is deleted. Thank you for having been here.',
      REFRESH_TOKEN_INVALID: 'Your session has ended. Please sign in again.',
      REFRESH_TOKEN_REUSED:
        'For your safety your session was ended, since it was used in two places. Please sign in again.',
    } satisfies Record<Farewell, string>,
  },
  es: {
    signInTitle: 'Qué bien verte de nuevo',
    signUpTitle: 'Toma asiento',
    signUpIntro: 'Elige un nombre. No pedimos nada más.',
    handle: 'Usuario',
    handleHint: 'De 3 a 30 letras a–z, cifras 0–9 y _. Será siempre tuyo y no se puede cambiar.',
    handleProblem: 'Un usuario tiene de 3 a 30 letras a–z, cifras 0–9 y _.',
    displayName: 'Nombre',
    displayNameHint: 'Lo que lee la gente. Puedes cambiarlo cuando quieras.',
    password: 'Contraseña',
    passwordHint: 'Al menos 10 caracteres. Una frase corta sirve bien.',
    passwordProblem: 'Una contraseña tiene de 10 a 128 caracteres.',
    showPassword: 'Mostrar contraseña',
    signIn: 'Entrar',
    signUp: 'Crear cuenta',
    toSignUp: '¿Es tu primera vez?',
    toSignIn: '¿Ya has estado aquí?',
    starting: 'Un momento…',
    retry: 'Intentar de nuevo',
    farewells: {
      'signed-out': 'Has salido. Hasta pronto.',
      deleted: 'Tu cuenta se eliminó. Gracias por haber estado aquí.',
      REFRESH_TOKEN_INVALID: 'Tu sesión ha terminado. Entra de nuevo, por favor.',
      REFRESH_TOKEN_REUSED:
        'Por tu seguridad tu sesión se cerró, porque se usaba en dos sitios. Entra de nuevo, por favor.',
    },
  },
});
