import type { Dictionary } from '../translator.ts';

/** Sentences of the pages anybody can open: the front, a service, the ways back to a link, and what is written of both. */
export const enPublic = {
  'front.title': 'Interviews, at a time that suits both sides',
  'front.what': 'Interlude is where a company and its candidates settle when an interview takes place.',
  'front.invited': 'Were you invited?',
  'front.invited.how':
    'Open the link in your invitation. It leads straight to your times, without an account or a password.',
  'front.staff': 'Do you work here?',
  'front.staff.how': 'Invite candidates, look after interviews and keep your working hours in the console.',
  'front.signIn': 'Sign in',

  'ask.address': 'The address your invitation came to',
  'ask.address.wrong': 'This is not an address yet.',
  'ask.address.send': 'Email me my link',
  'ask.address.what':
    'If we know the address, an email with your link is on its way in a moment: one from each company that invited you.',
  'ask.invitation.ended': 'It ended on {date}.',
  'ask.invitation.still': 'You can still ask for a new one. The company decides, and nothing else has changed.',
  'ask.invitation': 'Ask for a new invitation',
  'ask.invitation.done':
    'Thank you. If the invitation can be renewed, the company has been told that you are still interested. If they agree, a new link comes by email.',

  'prose.privacy.title': 'Privacy',
  'prose.privacy.1': 'This page shows one interview to whoever holds its link, so treat the link like a key.',
  'prose.privacy.2':
    'It keeps your name, address, time zone, the times you choose and what you write to us, for the company that invited you. To have it corrected or erased, write to the person named in your email.',
  'prose.privacy.3':
    'One cookie remembers that you opened the link. Nothing is loaded from or sent to anyone else, and nobody measures what you click.',
  'prose.accessibility.title': 'Accessibility',
  'prose.accessibility.1':
    'The pages are built to WCAG 2.2, level AA: they work by keyboard alone, in light, dark and high contrast, with larger text, and without motion.',
  'prose.accessibility.2':
    'Tests check it in Chromium: contrast, also in forced colours; names and order for assistive technology; every step from the link to the end by keyboard, and that the focus is never lost; text at twice its size; screens 320 pixels wide; and pages from right to left.',
  'prose.accessibility.3':
    'It has not yet been tried with a screen reader, voice control or a magnifier, on real phones, on paper, or in Firefox and Safari.',
  'prose.accessibility.4':
    'If something does not work for you, answer any of our emails. A person reads it and can book for you.',

  'service.title': '{name} at {company}',
  'service.facts.free': 'free of charge',
  'service.gone.title': 'There is nothing to book here',
  'service.gone.what':
    'The address may be mistyped, or this service is no longer offered. What you have booked is not affected.',

  'offers.title': 'Book at {company}',
  'offers.all': 'All services of {company}',
  'offers.none': 'There is nothing to book right now',
  'offers.none.what': 'As soon as something is offered, it is listed here. What you have booked is not affected.',
  'offers.more': { one: '{count} other person', other: '{count} others' },

  'back.to': 'Back to {host}',
  'embed.book': 'Book this time',
  'embed.open': 'Go to the booking page',
  'embed.how': 'The booking page opens in a new tab.',

  'reminder.saved': 'Your reminder is saved.',
  'price.title': 'Price',
  'price.due': 'to be paid',
  'price.paid': 'paid',
  'price.refunded': 'refunded',

  'step.you': 'You',
  'step.code': 'Code by email',
  'step.time': 'Time',

  'begin.how': 'We email you a code and normally hold the time for you for ten minutes.',
  'begin.name': 'Your name',
  'begin.name.missing': 'Please write your name.',
  'begin.email': 'Your email address',
  'begin.email.hint': 'The code, the confirmation and reminders go there.',
  'begin.email.wrong': 'Please write an email address, such as name@example.com.',
  'begin.provider': 'With whom?',
  'begin.provider.any': 'Whoever is free first',
  'begin.answer.optional': '(optional)',
  'begin.answer.choose': 'Please choose…',
  'begin.answer.missing': 'Please answer this question.',
  'begin.reminder': 'Remind me',
  'begin.reminder.usual': 'As usual',
  'begin.reminder.P1D': '1 day before',
  'begin.reminder.PT3H': '3 hours before',
  'begin.reminder.PT1H': '1 hour before',
  'begin.reminder.PT15M': '15 minutes before',
  'begin.more': 'Name and email',
  'begin.take': 'Choose {when}',
  'begin.list': 'We email you a code. You then join the waitlist on the next page.',
  'begin.repeats': 'I would like several appointments',
  'begin.repeats.hint': 'You choose the further dates after the code.',
  'begin.send': 'Email me a code',
  'begin.sending': 'Sending…',

  'code.title': 'Type the code from your email',
  'code.sent': 'We have emailed a six-digit code to {email}. It works until {time}.',
  'code.label': 'Code',
  'code.missing': 'Please type the six digits.',
  'code.go': 'Continue',
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
  'code.left': '{left} left',
  'code.late':
    'The code has run out and the time is no longer held for you. Ask for a new code: if the time is still free, we hold it again.',
  'code.unkept':
    'Many people are booking at the moment, so the time is not held for you. It may still be free once you have typed the code.',
  'code.back': 'Change time or address',
  'code.again': 'Email me a new code',
} as const satisfies Dictionary;
