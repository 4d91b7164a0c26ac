import type { Farewell } from './session.ts';

/** What the pages of signing in and up say. */
export const sessionMessages = {
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
};
