import type { Dictionary } from '../i18n/translator.ts';

export const enService = {
  'service.title': '{name} at {company}',
  'service.facts.free': 'free of charge',
  'service.who': 'Who you meet',
  'service.who.any': 'You meet one of them',
  'service.next': 'Next free time',
  'service.next.zone': '{place} time ({offset})',
  'service.next.none': 'There is no free time right now. Leave your address and join the waitlist on the next page.',
  'service.gone.title': 'There is nothing to book here',
  'service.gone.what':
    'The address may be mistyped, or this service is no longer offered. What you have booked is not affected.',

  'reminder.saved': 'Your reminder is saved.',
  'price.title': 'Price',
  'price.due': 'to be paid',
  'price.paid': 'paid',
  'price.refunded': 'refunded',

  'step.you': 'You',
  'step.code': 'Code by mail',
  'step.time': 'Time',

  'begin.title': 'Book a time',
  'begin.how': 'Tell us who you are. We email you a code, and then you choose from all free times.',
  'begin.name': 'Your name',
  'begin.name.missing': 'Please write your name.',
  'begin.email': 'Your email address',
  'begin.email.hint': 'The code, the confirmation and reminders go there.',
  'begin.email.wrong': 'Please write an email address, such as name@example.com.',
  'begin.provider': 'With whom?',
  'begin.provider.any': 'Whoever is free first',
  'begin.reminder': 'Remind me',
  'begin.reminder.usual': 'As usual',
  'begin.reminder.P1D': '1 day before',
  'begin.reminder.PT3H': '3 hours before',
  'begin.reminder.PT1H': '1 hour before',
  'begin.reminder.PT15M': '15 minutes before',
  'begin.send': 'Email me a code',
  'begin.sending': 'Sending…',

  'code.title': 'Type the code from your email',
  'code.sent': 'We have emailed a six-digit code to {email}. It works until {time}.',
  'code.label': 'Code',
  'code.missing': 'Please type the six digits.',
  'code.go': 'Choose a time',
  'code.going': 'One moment…',
  'code.wrong': {
    one: 'This is not the code. You can try {count} more time.',
    other: 'This is not the code. You can try {count} more times.',
  },
  'code.over': 'This code no longer works. Ask for a new one.',
  'code.open': {
    one: 'You already have {count} appointment here. You can book another one when it is over or cancelled.',
    other:
      'You already have {count} appointments here. You can book another one when one of them is over or cancelled.',
  },
  'code.again': 'Email me a new code',
  'code.other': 'Use another address',
} as const satisfies Dictionary;
