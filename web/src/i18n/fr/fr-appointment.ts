import type { Words } from '../dictionaries.ts';

/** What reads otherwise when the meeting is an appointment. */
export const frAppointment: Partial<Words> = {
  'app.back': 'Retour à votre rendez-vous',
  'zone.venue': 'Pour le rendez-vous, c’est l’heure locale à {place} qui compte.',
  'pick.none-work.subject': 'D’autres horaires pour mon rendez-vous : {title}',
  'empty.no_hours': 'Aucun horaire n’est ouvert sur cette période.',
  'empty.caps': 'Plus personne n’est disponible sur cette période.',
  'early.no_hours': 'Aucun horaire n’est ouvert avant le {when}.',
  'early.caps': 'Plus personne n’est disponible avant le {when}.',
  'confirm.note.hint':
    'Par exemple, un aménagement dont vous avez besoin. Seules les personnes qui organisent le rendez-vous le lisent.',
  'booked.title': 'Votre rendez-vous est réservé',
  'live.running': 'Votre rendez-vous est en cours',
  'live.over': 'Votre rendez-vous est terminé',
  'booked.over.what': 'Si la rencontre n’a pas pu avoir lieu ou s’il reste une question, écrivez à {name}.',
  'booked.confirm.why': 'Veuillez confirmer votre présence pour que le rendez-vous puisse avoir lieu.',
  'booked.join.open': 'Rejoindre le rendez-vous',
  'booked.join.later': 'Vous recevrez les détails par e-mail avant le rendez-vous.',
  'booked.cancel': 'Annuler le rendez-vous',
  'booked.moved': 'Votre rendez-vous est déplacé.',
  'booked.done': 'Votre rendez-vous est réservé. Nous vous avons envoyé un e-mail.',
  'mail.no_show': 'Nous vous avons écrit au sujet du rendez-vous manqué',
  'mail.starts': 'Votre rendez-vous commence',
  'move.title': 'Déplacer votre rendez-vous',
  'move.no': 'Ce rendez-vous ne peut pas être déplacé ici',
  'cancel.title': 'Annuler votre rendez-vous ?',
  'cancel.first': 'Un autre horaire vous arrangerait-il ? Vous pouvez plutôt déplacer le rendez-vous.',
  'cancel.do': 'Annuler le rendez-vous',
  'cancel.keep': 'Garder le rendez-vous',
  'cancel.no': 'Ce rendez-vous ne peut pas être annulé ici',
  'completed.title': 'Votre rendez-vous est terminé',
  'completed.pending': 'Merci pour votre présence. S’il reste une question, écrivez à {company}.',
  'completed.passed': 'Votre rendez-vous est terminé. {company} vous écrira pour la suite.',
  'completed.failed': '{company} a décidé de ne pas poursuivre après ce rendez-vous.',
  'no_show.what':
    'Le rendez-vous du {date} n’a pas eu lieu. Un autre horaire est peut-être possible : écrivez à {name}.',
  'cancelled.title': 'Votre rendez-vous est annulé',
  'dead.link_expired.what':
    'Les liens vers les rendez-vous ne sont valables qu’un certain temps, et ce temps est écoulé.',
  'dead.not_signed_in.what': 'Ce navigateur n’a pas encore ouvert votre rendez-vous, ou c’était il y a trop longtemps.',
  'dead.not_found.what':
    'L’adresse contient peut-être une faute. Votre rendez-vous n’a pas changé : veuillez utiliser le lien reçu par e-mail.',
  'no.version_conflict': 'Ce rendez-vous a été modifié ailleurs entre-temps. Vous voyez maintenant son état actuel.',
  'no.status_forbids': 'Ce n’est plus possible. Vous voyez maintenant l’état actuel du rendez-vous.',
  'no.reschedule_cutoff':
    'Il était possible de déplacer le rendez-vous jusqu’au {date}. Votre horaire est conservé. En cas d’empêchement, écrivez à {name}.',
  'no.cancel_cutoff':
    'Il était possible d’annuler jusqu’au {date}. Votre rendez-vous est toujours réservé. En cas d’empêchement, écrivez à {name}.',
  'no.retake_not_eligible': 'Une nouvelle tentative n’est pas possible pour ce rendez-vous. Rien d’autre ne change.',
};
