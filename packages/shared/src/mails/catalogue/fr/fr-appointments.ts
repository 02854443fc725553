import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when the meeting is an appointment. */
export const frAppointments: Partial<Catalogue> = {
  'link.candidate.body': 'Il ouvre la page de votre rendez-vous : {job}.',
  'link_new.candidate.body':
    'Ce lien ouvre la page de votre rendez-vous : {job}. Il est nouveau ; celui des e-mails précédents ne fonctionne plus.',
  'scheduled.candidate.subject': 'Réservé : {job} avec {company}, {when}',
  'rescheduled.candidate.subject': 'Déplacé : {job} avec {company}, désormais {when}',
  'cancelled.candidate.subject': 'Annulé : {job} avec {company}',
  'reminder.candidate.subject': 'Rappel : {job} avec {company}, {when}',
  'reminder_day.candidate.subject': 'Prochainement : {job} avec {company}, {when}',
  'reminder_hour.candidate.subject': 'Bientôt : {job} avec {company}, {when}',
  'reminder_minutes.candidate.subject': 'Dans un instant : {job} avec {company}, {when}',
  'expired.candidate.subject': '{company} : aucun horaire ne s’est libéré pour {job}',
  'expired.candidate.title': 'Vous n’attendez plus d’horaire',
  'expired.candidate.body':
    'Le délai d’attente que vous aviez choisi est passé et rien n’a été réservé. Vous pouvez réserver {job} à nouveau ou écrire à {contact}.',
  'clock_changed.interviewer.body':
    'Les règles de changement d’heure ont été modifiées ; l’heure affichée peut donc différer de celle qui avait été annoncée. Le moment lui-même n’a pas bougé. S’il ne vous convient plus, ouvrez le rendez-vous et signalez-le.',
  'people_changed.interviewer.title': 'Quelqu’un d’autre assure le rendez-vous avec {candidate}',
  'no_show.interviewer.body': 'Si la rencontre a tout de même eu lieu, ouvrez le rendez-vous et signalez-le.',
  'button.page': 'Ouvrir la page de votre rendez-vous',
  'button.join': 'Rejoindre le rendez-vous',
  'button.open': 'Ouvrir le rendez-vous',
  'term.job': 'Service',
  'term.candidate': 'Réservé par',
  'term.page': 'Page du rendez-vous',
  'note.authoritative': 'Les horaires de la page du rendez-vous sont toujours à jour.',
  'foot.why.candidate':
    'Vous recevez cet e-mail parce que cette adresse a été indiquée pour réserver {job} avec {company}.',
  'foot.why.interviewer': 'Vous recevez cet e-mail parce que vous assurez ce service chez {company}.',
  'reason.interviewer_unavailable': 'La personne qui devait vous recevoir n’est pas disponible',
  'reason.position_filled': 'Ce service n’est plus proposé',
  'reason.candidate_withdrew': 'Réservation retirée',
};
