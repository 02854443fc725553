import type { enStates } from '../en/en-states.ts';
import type { Translation } from '../translator.ts';

export const deStates: Translation<typeof enStates> = {
  'move.title': 'Termin verschieben',
  'move.former': 'Jetzt gebucht: {when}',
  'move.budget': {
    one: 'Sie haben {count} von {limit} Änderungen verbraucht.',
    other: 'Sie haben {count} von {limit} Änderungen verbraucht.',
  },
  'move.last': 'Das ist Ihre letzte Änderung. Danach schreiben Sie bitte an {name}.',
  'move.no': 'Dieser Termin kann hier nicht verschoben werden',

  'cancel.title': 'Gespräch absagen?',
  'cancel.first': 'Würde ein anderer Termin helfen? Sie können das Gespräch stattdessen verschieben.',
  'cancel.instead': 'Stattdessen verschieben',
  'cancel.what':
    'Wenn Sie absagen, wird der Termin für andere frei, und alle Beteiligten erfahren davon. Hier lässt sich das nicht rückgängig machen.',
  'cancel.reason': 'Warum sagen Sie ab?',
  'cancel.text': 'Möchten Sie etwas hinzufügen? (freiwillig)',
  'cancel.do': 'Gespräch absagen',
  'cancel.doing': 'Wird abgesagt …',
  'cancel.keep': 'Gespräch behalten',
  'cancel.no': 'Dieser Termin kann hier nicht abgesagt werden',
  'reason.missing': 'Bitte wählen Sie einen Grund.',
  'reason.no_longer_available': 'Ich habe keine Zeit mehr',
  'reason.accepted_other_offer': 'Ich habe ein anderes Angebot angenommen',
  'reason.no_longer_interested': 'Ich habe kein Interesse mehr',
  'reason.illness': 'Krankheit',
  'reason.conflict': 'Zu dieser Zeit habe ich etwas anderes vor',
  'reason.interviewer_unavailable': 'Die Person, mit der ich sprechen sollte, ist verhindert',
  'reason.technical': 'Technische Gründe',
  'reason.technical_problem': 'Es gab ein technisches Problem',
  'reason.unprepared': 'Ich konnte mich nicht gut genug vorbereiten',
  'reason.other': 'Ein anderer Grund',

  'retake.title': 'Um einen weiteren Versuch bitten',
  'retake.offer': 'Sie können um einen weiteren Versuch bitten. Ein Mensch bei {company} entscheidet darüber.',
  'retake.ask': 'Um einen weiteren Versuch bitten',
  'retake.reason': 'Warum möchten Sie einen weiteren Versuch?',
  'retake.text': 'Möchten Sie mehr dazu sagen? (freiwillig)',
  'retake.send': 'Absenden',
  'retake.sending': 'Wird gesendet …',
  'retake.what':
    'Wird ein weiterer Versuch genehmigt, bekommen Sie eine E-Mail mit einem neuen Link. Das bisherige Ergebnis bleibt bestehen.',
  'retake.pending': 'Sie haben um einen weiteren Versuch gebeten. {company} entscheidet; die Antwort kommt per E-Mail.',
  'retake.approved': 'Ein weiterer Versuch ist genehmigt. Ihr neuer Link kommt per E-Mail: {date}.',
  'retake.approved.soon': 'Ein weiterer Versuch ist genehmigt. Ihr neuer Link kommt per E-Mail.',
  'retake.rejected': 'Ihre Bitte um einen weiteren Versuch wurde abgelehnt.',
  'retake.issued': 'Ein weiterer Versuch steht Ihnen offen. Wir haben Ihnen einen neuen Link geschickt.',
  'retake.expired': 'Über Ihre Bitte wurde nicht rechtzeitig entschieden. Sie können sie wiederholen.',

  'completed.title': 'Ihr Gespräch ist vorbei',
  'completed.when': 'Es fand statt: {date}.',
  'completed.planned': 'Es sollte stattfinden: {date}.',
  'completed.pending': 'Danke für Ihre Zeit. {company} wertet das Gespräch aus und schreibt Ihnen.',
  'completed.passed': 'Gute Nachricht: Sie haben überzeugt. {company} schreibt Ihnen, wie es weitergeht.',
  'completed.failed': '{company} hat sich nach diesem Gespräch entschieden, das Verfahren nicht fortzusetzen.',
  'completed.on_hold': '{company} hat die Entscheidung aufgeschoben.',
  'no_show.title': 'Wir haben uns verpasst',
  'no_show.hello': 'Wir haben uns verpasst, {name}',
  'no_show.what':
    'Das Gespräch fand nicht statt ({date}). Vielleicht ist ein anderer Termin möglich: Bitten Sie um eine neue Einladung, oder schreiben Sie an {name}.',
  'cancelled.title': 'Ihr Gespräch ist abgesagt',
  'cancelled.when': 'Abgesagt: {date}.',
  'cancelled.what': 'Mehr ist nicht geplant. Falls das ein Versehen ist, schreiben Sie an {name}.',

  'dead.link_expired.title': 'Dieser Link ist abgelaufen',
  'dead.link_expired.what': 'Links zu Gesprächen gelten eine begrenzte Zeit, und die ist vorbei.',
  'dead.link_replaced.title': 'Ein neuerer Link hat diesen ersetzt',
  'dead.link_replaced.what':
    'Wir haben einen neueren Link an die Adresse geschickt, die wir von Ihnen haben. Bitte nehmen Sie diesen.',
  'dead.link_invalid.title': 'Dieser Link funktioniert nicht',
  'dead.link_invalid.what':
    'Vielleicht wurde er beim Kopieren abgeschnitten. Öffnen Sie die E-Mail noch einmal und nehmen Sie den ganzen Link.',
  'dead.not_signed_in.title': 'Bitte öffnen Sie den Link aus Ihrer E-Mail',
  'dead.not_signed_in.what': 'Dieser Browser hat Ihr Gespräch noch nicht geöffnet, oder es ist zu lange her.',
  'dead.no_cookies.title': 'Dieser Browser nimmt keine Cookies an',
  'dead.no_cookies.what':
    'Ein Cookie merkt sich, dass Sie Ihren Link geöffnet haben, und dieser Browser lehnt es ab. Ihr Link ist in Ordnung: Erlauben Sie Cookies für diese Seite, oder öffnen Sie den Link in einem anderen Browser.',
  'dead.not_found.title': 'Unter dieser Adresse gibt es nichts',
  'dead.not_found.what':
    'Vielleicht enthält die Adresse einen Tippfehler. Mit Ihrem Gespräch ist nichts geschehen: Bitte nehmen Sie den Link aus Ihrer E-Mail.',
  'dead.rate_limited.title': 'Zu viele Versuche',
  'dead.rate_limited.what': 'Bitte warten Sie ein wenig und versuchen Sie es noch einmal. Es hat sich nichts geändert.',
  'dead.not-open.title': 'Diese Seite ist noch nicht offen',
  'dead.not-open.what': 'Bitte kommen Sie wieder, sobald Sie die E-Mail dazu bekommen. Bis dahin geht nichts verloren.',
  'dead.request-new.title': 'So kommen Sie an Ihren Link',
  'dead.request-new.what':
    'Öffnen Sie den Link aus einer unserer E-Mails, oder lassen Sie ihn sich noch einmal schicken.',
  'dead.next': 'Was Sie tun können',
  'dead.resend': 'Link per E-Mail schicken',
  'dead.resend.what': 'Er geht an die Adresse, die wir von Ihnen haben, und an keine andere.',

  'no.slot_taken': 'Dieser Termin wurde gerade an jemand anderen vergeben.',
  'no.slot_not_offered': 'Dieser Termin wird nicht mehr angeboten.',
  'no.hold_expired': 'Dieser Termin war nicht mehr für Sie freigehalten, und jemand anderes hat ihn genommen.',
  'no.version_conflict': 'In der Zwischenzeit wurde hier etwas geändert. Sie sehen jetzt den aktuellen Stand.',
  'no.status_forbids': 'Das ist nicht mehr möglich. Sie sehen jetzt den aktuellen Stand.',
  'no.reschedule_cutoff':
    'Verschieben war bis {date} möglich. Ihr Termin bleibt bestehen. Wenn Sie nicht kommen können, schreiben Sie an {name}.',
  'no.cancel_cutoff':
    'Absagen war bis {date} möglich. Ihr Termin ist weiterhin gebucht. Wenn Sie nicht kommen können, schreiben Sie an {name}.',
  'no.reason_required': 'Bitte wählen Sie einen Grund.',
  'no.time_zone_invalid': 'Diese Zeitzone ist hier nicht bekannt. Bitte wählen Sie eine andere.',
  'no.idempotency_mismatch': 'Das wurde zweimal mit verschiedenem Inhalt gesendet. Bitte versuchen Sie es noch einmal.',
  'no.invalid_input': 'In diesem Formular stimmt etwas nicht. Bitte prüfen Sie Ihre Angaben.',
  'no.retake_not_eligible': 'Für dieses Gespräch ist kein weiterer Versuch möglich. Sonst ändert sich nichts.',
  'no.retake_cooldown': 'Um einen weiteren Versuch können Sie ab diesem Zeitpunkt bitten: {date}.',
  'no.retake_limit': 'Ein weiterer Versuch ist nicht möglich.',
  'no.retake_active': 'Ein weiterer Versuch läuft schon.',
  'no.rate_limited': {
    one: 'Das war viel auf einmal. Versuchen Sie es in {count} Minute noch einmal.',
    other: 'Das war viel auf einmal. Versuchen Sie es in {count} Minuten noch einmal.',
  },
  'no.unavailable':
    'Das ließ sich gerade nicht beantworten. Bitte versuchen Sie es gleich noch einmal; es wird nur einmal ausgeführt.',
  'no.offline':
    'Es besteht keine Verbindung. Was Sie geschrieben haben, bleibt erhalten; versuchen Sie es noch einmal, sobald sie wieder da ist.',
  'no.unknown':
    'Das hat nicht geklappt, und der Fehler liegt bei uns. Bitte versuchen Sie es noch einmal. Kennung: {id}',
  'no.forbidden': 'Dafür fehlt die Berechtigung.',
  'no.reschedule_never': 'Ihr Termin bleibt bestehen. Wenn Sie einen anderen brauchen, schreiben Sie an {name}.',
  'no.reschedule_limit': {
    one: 'Ihre einzige Änderung ist verbraucht. Ihr Termin bleibt bestehen. Wenn Sie einen anderen brauchen, schreiben Sie an {name}.',
    other:
      'Alle {count} Änderungen sind verbraucht. Ihr Termin bleibt bestehen. Wenn Sie einen anderen brauchen, schreiben Sie an {name}.',
  },
};
