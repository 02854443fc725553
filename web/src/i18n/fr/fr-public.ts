import type { enPublic } from '../en/en-public.ts';
import type { Translation } from '../translator.ts';

export const frPublic: Translation<typeof enPublic> = {
  'front.title': 'Des entretiens à l’heure qui convient aux deux parties',
  'front.what':
    'Avec Interlude, une entreprise et les personnes qu’elle recrute conviennent de l’heure d’un entretien.',
  'front.invited': 'Avez-vous reçu une invitation ?',
  'front.invited.how':
    'Ouvrez le lien de votre invitation. Il mène directement à vos horaires, sans compte ni mot de passe.',
  'front.staff': 'Travaillez-vous ici ?',
  'front.staff.how': 'Dans la console, envoyez des invitations, suivez les entretiens et gérez vos heures de travail.',
  'front.signIn': 'Se connecter',

  'ask.address': 'L’adresse à laquelle vous avez reçu l’invitation',
  'ask.address.wrong': 'Cette adresse n’est pas complète.',
  'ask.address.send': 'M’envoyer mon lien par e-mail',
  'ask.address.what':
    'Si nous connaissons l’adresse, un e-mail avec votre lien part dans un instant : un par entreprise qui vous a écrit.',
  'ask.invitation.ended': 'Elle a pris fin le {date}.',
  'ask.invitation.still':
    'Vous pouvez encore en demander une nouvelle. L’entreprise décide, et rien d’autre n’a changé.',
  'ask.invitation': 'Demander une nouvelle invitation',
  'ask.invitation.done':
    'Merci. Si l’invitation peut être renouvelée, l’entreprise sait maintenant que cela vous intéresse toujours. Si elle accepte, un nouveau lien arrivera par e-mail.',

  'prose.privacy.title': 'Confidentialité',
  'prose.privacy.1': 'Cette page montre un entretien à toute personne qui en a le lien : traitez-le comme une clé.',
  'prose.privacy.2':
    'Elle conserve votre nom, votre adresse, votre fuseau horaire, les horaires que vous choisissez et ce que vous nous écrivez, pour l’entreprise qui vous a écrit. Pour faire corriger ou effacer ces données, écrivez à la personne nommée dans votre e-mail.',
  'prose.privacy.3':
    'Un cookie retient que vous avez ouvert le lien. Rien n’est chargé depuis un tiers ni envoyé à un tiers, et personne n’enregistre vos clics.',
  'prose.accessibility.title': 'Accessibilité',
  'prose.accessibility.1':
    'Les pages suivent les WCAG 2.2, niveau AA : elles s’utilisent au clavier seul, en clair, en sombre et en contraste élevé, avec un texte agrandi et sans animation.',

  'service.title': '{name} chez {company}',
  'service.facts.free': 'gratuit',
  'service.gone.title': 'Il n’y a rien à réserver ici',
  'service.gone.what':
    'L’adresse contient peut-être une faute, ou ce service n’est plus proposé. Vos réservations ne changent pas.',

  'reminder.saved': 'Votre rappel est enregistré.',
  'price.title': 'Prix',
  'price.due': 'à payer',
  'price.paid': 'payé',
  'price.refunded': 'remboursé',

  'begin.how': 'Nous vous envoyons un code et gardons en général l’horaire pour vous pendant dix minutes.',
  'begin.name': 'Votre nom',
  'begin.name.missing': 'Veuillez indiquer votre nom.',
  'begin.email': 'Votre adresse e-mail',
  'begin.email.hint': 'Le code, la confirmation et les rappels y sont envoyés.',
  'begin.email.wrong': 'Veuillez indiquer une adresse e-mail, par exemple nom@example.com.',
  'begin.provider': 'Avec qui ?',
  'begin.provider.any': 'La première personne disponible',
  'begin.reminder': 'M’envoyer un rappel',
  'begin.reminder.usual': 'Comme d’habitude',
  'begin.reminder.P1D': '1 jour avant',
  'begin.reminder.PT3H': '3 heures avant',
  'begin.reminder.PT1H': '1 heure avant',
  'begin.reminder.PT15M': '15 minutes avant',
  'begin.more': 'Nom et e-mail',
  'begin.take': 'Choisir le {when}',
  'begin.list': 'Nous vous envoyons un code. Vous vous inscrivez ensuite sur la liste d’attente à la page suivante.',
  'begin.repeats': 'Je souhaite plusieurs rendez-vous',
  'begin.repeats.hint': 'Vous choisissez les autres dates après le code.',
  'begin.send': 'M’envoyer un code par e-mail',
  'begin.sending': 'Envoi…',

  'code.title': 'Saisissez le code reçu par e-mail',
  'code.sent': 'Nous avons envoyé un code à six chiffres à {email}. Il est valable jusqu’à {time}.',
  'code.label': 'Code',
  'code.missing': 'Veuillez saisir les six chiffres.',
  'code.go': 'Continuer',
  'code.going': 'Un instant…',
  'code.wrong': {
    one: 'Ce n’est pas le bon code. Il vous reste {count} essai.',
    many: 'Ce n’est pas le bon code. Il vous reste {count} d’essais.',
    other: 'Ce n’est pas le bon code. Il vous reste {count} essais.',
  },
  'code.over': 'Ce code n’est plus valable. Demandez-en un nouveau.',
  'code.open': {
    one: 'Vous avez déjà {count} rendez-vous ici. Vous pourrez en réserver un autre quand il sera passé ou annulé.',
    many: 'Vous avez déjà {count} de rendez-vous ici. Vous pourrez en réserver un autre quand l’un d’eux sera passé ou annulé.',
    other:
      'Vous avez déjà {count} rendez-vous ici. Vous pourrez en réserver un autre quand l’un d’eux sera passé ou annulé.',
  },
  'code.left': 'encore {left}',
  'code.late':
    'Le code n’est plus valable et l’horaire n’est plus gardé pour vous. Demandez un nouveau code : si l’horaire est encore libre, nous le gardons de nouveau.',
  'code.unkept':
    'Beaucoup de personnes réservent en ce moment : l’horaire n’est pas gardé pour vous. Il sera peut-être encore libre quand vous aurez saisi le code.',
  'code.back': 'Changer d’horaire ou d’adresse',
  'code.again': 'M’envoyer un nouveau code',
  'step.you': 'Vous',
  'step.code': 'Code par e-mail',
  'step.time': 'Horaire',
  'prose.accessibility.2':
    'Des tests le vérifient dans Chromium : le contraste, y compris en couleurs forcées ; les noms et l’ordre pour les technologies d’assistance ; chaque étape au clavier, du lien jusqu’à la fin, sans jamais perdre le focus ; le texte deux fois plus grand ; les écrans de 320 pixels de large ; et les pages de droite à gauche.',
  'prose.accessibility.3':
    'Il reste à l’essayer avec un lecteur d’écran, une commande vocale ou une loupe, sur de vrais téléphones, sur papier, et dans Firefox ou Safari.',
  'prose.accessibility.4':
    'Si quelque chose ne fonctionne pas pour vous, répondez à l’un de nos e-mails. Une personne le lira et pourra réserver pour vous.',
  'offers.title': 'Réserver chez {company}',
  'offers.none': 'Il n’y a rien à réserver pour le moment',
  'offers.none.what': 'Dès qu’un service sera proposé, il apparaîtra ici. Vos réservations ne changent pas.',
  'offers.more': {
    one: '{count} autre personne',
    many: '{count} d’autres personnes',
    other: '{count} autres personnes',
  },
  'offers.all': 'Tous les services proposés par {company}',
  'back.to': 'Revenir sur {host}',
  'embed.book': 'Réserver cet horaire',
  'embed.open': 'Aller à la page de réservation',
  'embed.how': 'La page de réservation s’ouvre dans un nouvel onglet.',
  'begin.answer.optional': '(facultatif)',
  'begin.answer.choose': 'Choisir…',
  'begin.answer.missing': 'Veuillez répondre à cette question.',
};
