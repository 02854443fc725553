import type { Words } from '../dictionaries.ts';

/** What reads otherwise when the meeting is an appointment. */
export const deAppointment: Partial<Words> = {
  'app.back': 'Zurück zu Ihrem Termin',
  'zone.venue': 'Der Termin richtet sich nach der Uhrzeit in {place}.',
  'pick.none-work.subject': 'Andere Zeiten für meinen Termin: {title}',
  'empty.no_hours': 'In diesem Zeitraum ist nicht geöffnet.',
  'empty.caps': 'In diesem Zeitraum ist niemand mehr frei.',
  'early.no_hours': 'Vor {when} ist nicht geöffnet.',
  'early.caps': 'Vor {when} ist niemand mehr frei.',
  'confirm.note.hint':
    'Zum Beispiel, ob Sie besondere Unterstützung brauchen. Das lesen nur die Menschen, die den Termin vorbereiten.',
  'booked.title': 'Ihr Termin ist gebucht',
  'live.running': 'Ihr Termin läuft gerade',
  'live.over': 'Ihr Termin ist vorbei',
  'booked.over.what':
    'Danke, dass Sie da waren. Falls Sie sich verpasst haben oder noch etwas offen ist, schreiben Sie an {name}.',
  'booked.confirm.why': 'Bitte bestätigen Sie, dass Sie kommen, damit der Termin stattfinden kann.',
  'booked.join.open': 'Am Termin teilnehmen',
  'booked.join.later': 'Die Einzelheiten bekommen Sie vor dem Termin per E-Mail.',
  'booked.cancel': 'Termin absagen',
  'booked.moved': 'Ihr Termin ist verschoben.',
  'booked.done': 'Ihr Termin ist gebucht. Wir haben Ihnen eine E-Mail geschickt.',
  'mail.no_show': 'Wir haben Ihnen wegen des versäumten Termins geschrieben',
  'mail.starts': 'Ihr Termin beginnt',
  'cancel.title': 'Termin absagen?',
  'cancel.first': 'Würde eine andere Zeit helfen? Sie können den Termin stattdessen verschieben.',
  'cancel.do': 'Termin absagen',
  'cancel.keep': 'Termin behalten',
  'completed.title': 'Ihr Termin ist vorbei',
  'completed.when': 'Er fand statt: {date}.',
  'completed.pending': 'Danke, dass Sie da waren. Falls noch etwas offen ist, schreiben Sie an {company}.',
  'completed.passed': 'Ihr Termin ist abgeschlossen. {company} schreibt Ihnen, wie es weitergeht.',
  'completed.failed': '{company} hat sich nach diesem Termin entschieden, nicht fortzufahren.',
  'no_show.what': 'Der Termin fand nicht statt ({date}). Vielleicht ist ein anderer möglich: Schreiben Sie an {name}.',
  'cancelled.title': 'Ihr Termin ist abgesagt',
  'dead.link_expired.what': 'Links zu Terminen gelten eine begrenzte Zeit, und die ist vorbei.',
  'dead.not_signed_in.what': 'Dieser Browser hat Ihren Termin noch nicht geöffnet, oder es ist zu lange her.',
  'dead.not_found.what':
    'Vielleicht enthält die Adresse einen Tippfehler. Mit Ihrem Termin ist nichts geschehen: Bitte nehmen Sie den Link aus Ihrer E-Mail.',
  'no.retake_not_eligible': 'Für diesen Termin ist kein weiterer Versuch möglich. Sonst ändert sich nichts.',
};
