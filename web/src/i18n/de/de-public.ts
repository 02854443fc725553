import type { enPublic } from '../en/en-public.ts';
import type { Translation } from '../translator.ts';

export const dePublic: Translation<typeof enPublic> = {
  'front.title': 'Gespräche zu einer Zeit, die beiden Seiten passt',
  'front.what': 'Mit Interlude klären Unternehmen und Bewerbende, wann ein Gespräch stattfindet.',
  'front.invited': 'Sind Sie eingeladen?',
  'front.invited.how':
    'Öffnen Sie den Link in Ihrer Einladung. Er führt direkt zu Ihren Terminen, ohne Konto und ohne Passwort.',
  'front.staff': 'Arbeiten Sie hier?',
  'front.staff.how': 'In der Konsole laden Sie Bewerbende ein, betreuen Gespräche und pflegen Ihre Arbeitszeiten.',
  'front.signIn': 'Anmelden',

  'ask.address': 'Die Adresse, an die Ihre Einladung ging',
  'ask.address.wrong': 'Das ist noch keine E-Mail-Adresse.',
  'ask.address.send': 'Link per E-Mail schicken',
  'ask.address.what':
    'Falls wir die Adresse kennen, ist gleich eine E-Mail mit Ihrem Link unterwegs: eine von jedem Unternehmen, das Sie eingeladen hat.',
  'ask.invitation.ended': 'Sie galt bis {date}.',
  'ask.invitation.still':
    'Sie können weiterhin um eine neue bitten. Das Unternehmen entscheidet, und sonst hat sich nichts geändert.',
  'ask.invitation': 'Um eine neue Einladung bitten',
  'ask.invitation.done':
    'Danke. Falls sich die Einladung erneuern lässt, weiß das Unternehmen jetzt, dass Sie noch Interesse haben. Stimmt es zu, kommt ein neuer Link per E-Mail.',

  'prose.privacy.title': 'Datenschutz',
  'prose.privacy.1':
    'Diese Seite zeigt ein Gespräch allen, die den Link haben. Behandeln Sie ihn deshalb wie einen Schlüssel.',
  'prose.privacy.2':
    'Gespeichert werden Ihr Name, Ihre Adresse, Ihre Zeitzone, die gewählten Termine und was Sie uns schreiben, und zwar für das Unternehmen, das Sie eingeladen hat. Wenn Sie etwas berichtigen oder löschen lassen möchten, schreiben Sie der Person, die in Ihrer E-Mail genannt ist.',
  'prose.privacy.3':
    'Ein Cookie merkt sich, dass Sie den Link geöffnet haben. Von anderen wird nichts geladen und an andere nichts gesendet, und niemand misst, was Sie anklicken.',
  'prose.accessibility.title': 'Barrierefreiheit',
  'prose.accessibility.1':
    'Die Seiten sind nach WCAG 2.2, Stufe AA, gebaut: Sie lassen sich allein mit der Tastatur bedienen, hell, dunkel und mit hohem Kontrast, mit größerer Schrift und ohne Bewegung.',

  'service.title': '{name} bei {company}',
  'service.facts.free': 'kostenlos',
  'service.gone.title': 'Hier gibt es nichts zu buchen',
  'service.gone.what':
    'Vielleicht enthält die Adresse einen Tippfehler, oder die Leistung wird nicht mehr angeboten. Was Sie gebucht haben, ist davon nicht betroffen.',

  'reminder.saved': 'Ihre Erinnerung ist gespeichert.',
  'price.title': 'Preis',
  'price.due': 'noch zu zahlen',
  'price.paid': 'bezahlt',
  'price.refunded': 'erstattet',

  'begin.how': 'Wir schicken Ihnen einen Code und halten den Termin in der Regel zehn Minuten für Sie frei.',
  'begin.name': 'Ihr Name',
  'begin.name.missing': 'Bitte geben Sie Ihren Namen an.',
  'begin.email': 'Ihre E-Mail-Adresse',
  'begin.email.hint': 'Dorthin gehen der Code, die Bestätigung und Erinnerungen.',
  'begin.email.wrong': 'Bitte geben Sie eine E-Mail-Adresse an, etwa name@example.com.',
  'begin.provider': 'Bei wem?',
  'begin.provider.any': 'Wer zuerst frei ist',
  'begin.reminder': 'Erinnerung',
  'begin.reminder.usual': 'Wie üblich',
  'begin.reminder.P1D': '1 Tag vorher',
  'begin.reminder.PT3H': '3 Stunden vorher',
  'begin.reminder.PT1H': '1 Stunde vorher',
  'begin.reminder.PT15M': '15 Minuten vorher',
  'begin.more': 'Name und E-Mail',
  'begin.take': '{when} wählen',
  'begin.list': 'Wir schicken Ihnen einen Code. Auf der nächsten Seite setzen Sie sich dann auf die Warteliste.',
  'begin.repeats': 'Ich möchte mehrere Termine',
  'begin.repeats.hint': 'Die weiteren Termine wählen Sie nach dem Code.',
  'begin.send': 'Code per E-Mail schicken',
  'begin.sending': 'Wird gesendet …',

  'code.title': 'Geben Sie den Code aus Ihrer E-Mail ein',
  'code.sent': 'Wir haben einen sechsstelligen Code an {email} geschickt. Er gilt bis {time}.',
  'code.label': 'Code',
  'code.missing': 'Bitte geben Sie die sechs Ziffern ein.',
  'code.go': 'Weiter',
  'code.going': 'Einen Moment …',
  'code.wrong': {
    one: 'Das ist nicht der Code. Sie haben noch {count} Versuch.',
    other: 'Das ist nicht der Code. Sie haben noch {count} Versuche.',
  },
  'code.over': 'Dieser Code gilt nicht mehr. Lassen Sie sich einen neuen schicken.',
  'code.open': {
    one: 'Sie haben hier schon {count} Termin. Einen weiteren können Sie buchen, wenn er vorbei oder abgesagt ist.',
    other:
      'Sie haben hier schon {count} Termine. Einen weiteren können Sie buchen, wenn einer davon vorbei oder abgesagt ist.',
  },
  'code.left': 'noch {left}',
  'code.late':
    'Der Code gilt nicht mehr, und der Termin ist nicht mehr für Sie freigehalten. Lassen Sie sich einen neuen Code schicken: Ist der Termin noch frei, halten wir ihn wieder frei.',
  'code.unkept':
    'Gerade buchen sehr viele, daher ist der Termin nicht für Sie freigehalten. Vielleicht ist er noch frei, wenn Sie den Code eingegeben haben.',
  'code.back': 'Termin oder Adresse ändern',
  'code.again': 'Neuen Code schicken',
  'step.you': 'Sie',
  'step.code': 'Code per E-Mail',
  'step.time': 'Termin',
  'prose.accessibility.2':
    'Tests prüfen das in Chromium: Kontrast, auch bei erzwungenen Farben; Namen und Reihenfolge für Hilfstechnik; jeden Schritt vom Link bis zum Ende mit der Tastatur, und dass der Fokus nie verloren geht; doppelte Schriftgröße; Bildschirme von 320 Pixeln Breite; und Seiten von rechts nach links.',
  'prose.accessibility.3':
    'Noch nicht ausprobiert wurde es mit einem Screenreader, mit Sprachsteuerung oder Bildschirmlupe, auf echten Telefonen, auf Papier und in Firefox oder Safari.',
  'prose.accessibility.4':
    'Wenn etwas für Sie nicht funktioniert, antworten Sie auf eine unserer E-Mails. Ein Mensch liest sie und kann für Sie buchen.',
  'offers.title': 'Termine bei {company}',
  'offers.none': 'Zurzeit gibt es hier nichts zu buchen',
  'offers.none.what': 'Sobald etwas angeboten wird, steht es hier. Was Sie gebucht haben, ist davon nicht betroffen.',
  'offers.more': { one: '{count} weitere Person', other: '{count} weitere Personen' },
  'offers.all': 'Alle Leistungen von {company}',
  'back.to': 'Zurück zu {host}',
  'embed.book': 'Diesen Termin buchen',
  'embed.open': 'Zur Buchungsseite',
  'embed.how': 'Die Buchungsseite öffnet sich in einem neuen Tab.',
  'begin.answer.optional': '(freiwillig)',
  'begin.answer.choose': 'Bitte wählen …',
  'begin.answer.missing': 'Bitte beantworten Sie diese Frage.',
};
