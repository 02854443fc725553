import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when it is about a group session; only those who give it get these mails. */
export const deGroups: Partial<Catalogue> = {
  'scheduled.interviewer.subject': 'Gebucht: {job}, {when}',
  'scheduled.interviewer.title': '{job} findet statt',
  'scheduled.interviewer.body':
    'Der erste Platz ist gebucht, und die Zeit ist für Sie reserviert. Bis zum Beginn können weitere Plätze gebucht werden.',
  'cancelled.interviewer.subject': 'Abgesagt: {job}, {when}',
  'cancelled.interviewer.title': '{job} findet nicht statt',
  'cancelled.interviewer.body': 'Niemand hat mehr einen Platz. Ihre Zeit ist wieder frei.',
  'clock_changed.interviewer.subject': 'Passt es noch? {job}, {when}',
  'clock_changed.interviewer.title': 'Bitte prüfen Sie die Uhrzeit: {job}',
  'clock_changed.interviewer.body':
    'Die Regeln, nach denen Uhren gestellt werden, haben sich geändert. Deshalb weicht diese Uhrzeit vielleicht von der angekündigten ab. Der Zeitpunkt selbst ist derselbe. Wenn er nicht mehr passt, öffnen Sie den Gruppentermin und sagen Sie Bescheid.',
  'people_changed.interviewer.subject': 'Sie sind nicht mehr dabei: {job}, {when}',
  'people_changed.interviewer.title': 'Sie leiten {job} nicht mehr',
  'people_changed.interviewer.body': 'Der Gruppentermin findet ohne Sie statt. Ihre Zeit ist wieder frei.',
  'reminder.interviewer.subject': 'Erinnerung: {job}, {when}',
  'reminder.interviewer.title': 'Eine Erinnerung an {job}',
  'reminder_day.interviewer.subject': 'Demnächst: {job}, {when}',
  'reminder_day.interviewer.title': '{job} rückt näher',
  'reminder_hour.interviewer.subject': 'Bald: {job}, {when}',
  'reminder_hour.interviewer.title': '{job} beginnt bald',
  'reminder_minutes.interviewer.subject': 'Gleich: {job}, {when}',
  'reminder_minutes.interviewer.title': '{job} beginnt gleich',
  'feedback_request.interviewer.subject': 'Ihre Rückmeldung: {job}, {when}',
  'feedback_request.interviewer.title': 'Wie waren die Gäste von {job}?',
  'feedback_request.interviewer.body':
    'Schreiben Sie es auf, solange es frisch ist. Die Seite zum Gruppentermin führt zu allen Gästen, zu denen eine Rückmeldung fehlt.',
  'button.join': 'Am Gruppentermin teilnehmen',
  'button.open': 'Gruppentermin öffnen',
  'term.job': 'Gruppentermin',
  'note.authoritative': 'Es gilt immer die Zeit auf der Seite zum Gruppentermin.',
  'foot.why.interviewer': 'Sie bekommen diese E-Mail, weil Sie diesen Gruppentermin bei {company} leiten.',
};
