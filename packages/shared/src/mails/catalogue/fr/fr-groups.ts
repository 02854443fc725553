import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when it is about a group session; only those who give it get these mails. */
export const frGroups: Partial<Catalogue> = {
  'scheduled.interviewer.subject': 'Réservé : {job}, {when}',
  'scheduled.interviewer.title': '{job} aura lieu',
  'scheduled.interviewer.body':
    'La première place est réservée et ce temps vous est réservé. D’autres places peuvent être réservées jusqu’au début.',
  'cancelled.interviewer.subject': 'Annulé : {job}, {when}',
  'cancelled.interviewer.title': '{job} n’aura pas lieu',
  'cancelled.interviewer.body': 'Il n’y a plus aucune réservation. Votre temps est de nouveau libre.',
  'clock_changed.interviewer.subject': 'Cela vous convient-il toujours ? {job}, {when}',
  'clock_changed.interviewer.title': 'Veuillez vérifier l’heure : {job}',
  'clock_changed.interviewer.body':
    'Les règles de changement d’heure ont été modifiées ; l’heure affichée peut donc différer de celle qui avait été annoncée. Le moment lui-même n’a pas bougé. S’il ne vous convient plus, ouvrez la séance et signalez-le.',
  'people_changed.interviewer.subject': 'Vous n’y participez plus : {job}, {when}',
  'people_changed.interviewer.title': 'Vous n’animez plus {job}',
  'people_changed.interviewer.body': 'La séance a lieu sans vous. Votre temps est de nouveau libre.',
  'reminder.interviewer.subject': 'Rappel : {job}, {when}',
  'reminder.interviewer.title': 'Rappel : {job}',
  'reminder_day.interviewer.subject': 'Prochainement : {job}, {when}',
  'reminder_day.interviewer.title': '{job} approche',
  'reminder_hour.interviewer.subject': 'Bientôt : {job}, {when}',
  'reminder_hour.interviewer.title': '{job} commence bientôt',
  'reminder_minutes.interviewer.subject': 'Dans un instant : {job}, {when}',
  'reminder_minutes.interviewer.title': '{job} va commencer',
  'feedback_request.interviewer.subject': 'Votre retour : {job}, {when}',
  'feedback_request.interviewer.title': 'Comment cela s’est-il passé avec les personnes inscrites à {job} ?',
  'feedback_request.interviewer.body':
    'Notez-le tant que c’est frais. La page de la séance mène à chaque personne sur laquelle un retour manque.',
  'button.join': 'Rejoindre la séance',
  'button.open': 'Ouvrir la séance',
  'term.job': 'Séance de groupe',
  'note.authoritative': 'L’horaire de la page de la séance est toujours à jour.',
  'foot.why.interviewer': 'Vous recevez cet e-mail parce que vous animez cette séance de groupe chez {company}.',
};
