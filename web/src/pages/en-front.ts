import type { Dictionary } from '../i18n/translator.ts';

export const enFront = {
  'front.title': 'Interviews, at a time that suits both sides',
  'front.what': 'Interlude is where a company and its candidates settle when an interview takes place.',
  'front.invited': 'Were you invited?',
  'front.invited.how':
    'Open the link in your invitation. It leads straight to your times, without an account or a password.',
  'front.staff': 'Do you work here?',
  'front.staff.how': 'Invite candidates, look after interviews and keep your working hours in the console.',
  'front.signIn': 'Sign in',
} as const satisfies Dictionary;
