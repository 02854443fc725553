import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when the meeting is an appointment. */
export const deAppointments: Partial<Catalogue> = {
  'link.candidate.body': 'Er öffnet die Seite zu Ihrem Termin: {job}.',
  'link_new.candidate.body':
    'Dieser Link öffnet die Seite zu Ihrem Termin: {job}. Er ist neu; der aus früheren E-Mails gilt nicht mehr.',
  'scheduled.candidate.subject': 'Gebucht: {job} bei {company}, {when}',
  'rescheduled.candidate.subject': 'Verschoben: {job} bei {company}, jetzt {when}',
  'cancelled.candidate.subject': 'Abgesagt: {job} bei {company}',
  'reminder.candidate.subject': 'Erinnerung: {job} bei {company}, {when}',
  'reminder_day.candidate.subject': 'Demnächst: {job} bei {company}, {when}',
  'reminder_hour.candidate.subject': 'Bald: {job} bei {company}, {when}',
  'reminder_minutes.candidate.subject': 'Gleich: {job} bei {company}, {when}',
  'expired.candidate.subject': '{company}: Für {job} ist kein Termin frei geworden',
  'expired.candidate.title': 'Sie warten nicht mehr auf einen Termin',
  'expired.candidate.body':
    'Die Zeit, die Sie warten wollten, ist vorbei, und es wurde nichts gebucht. Sie können {job} gern wieder buchen oder {contact} fragen.',
  'clock_changed.interviewer.body':
    'Die Regeln, nach denen Uhren gestellt werden, haben sich geändert. Deshalb weicht diese Uhrzeit vielleicht von der angekündigten ab. Der Zeitpunkt selbst ist derselbe. Wenn er nicht mehr passt, öffnen Sie den Termin und sagen Sie Bescheid.',
  'people_changed.interviewer.title': 'Jemand anderes übernimmt den Termin mit {candidate}',
  'no_show.interviewer.body': 'Wenn Sie sich doch getroffen haben, öffnen Sie den Termin und sagen Sie Bescheid.',
  'button.page': 'Ihre Seite zum Termin öffnen',
  'button.join': 'Am Termin teilnehmen',
  'button.open': 'Termin öffnen',
  'term.job': 'Leistung',
  'term.candidate': 'Gebucht von',
  'term.page': 'Seite zum Termin',
  'note.authoritative': 'Es gelten immer die Zeiten auf der Seite zum Termin.',
  'foot.why.candidate':
    'Sie bekommen diese E-Mail, weil diese Adresse angegeben wurde, um {job} bei {company} zu buchen.',
  'foot.why.interviewer': 'Sie bekommen diese E-Mail, weil Sie diese Leistung bei {company} anbieten.',
  'reason.interviewer_unavailable': 'Die Person, bei der gebucht war, ist verhindert',
  'reason.position_filled': 'Die Leistung wird nicht mehr angeboten',
  'reason.candidate_withdrew': 'Buchung zurückgezogen',
};
