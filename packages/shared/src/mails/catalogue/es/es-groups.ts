import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when it is about a group session; only those who give it get these mails. */
export const esGroups: Partial<Catalogue> = {
  'scheduled.interviewer.subject': 'Reserva: {job}, {when}',
  'scheduled.interviewer.title': '{job} tendrá lugar',
  'scheduled.interviewer.body':
    'La primera plaza está reservada y ese tiempo queda reservado para usted. Se pueden reservar más plazas hasta el comienzo.',
  'cancelled.interviewer.subject': 'Cancelación: {job}, {when}',
  'cancelled.interviewer.title': '{job} no tendrá lugar',
  'cancelled.interviewer.body': 'Ya no hay ninguna reserva. Vuelve a tener libre ese tiempo.',
  'clock_changed.interviewer.subject': '¿Le sigue viniendo bien? {job}, {when}',
  'clock_changed.interviewer.title': 'Compruebe la hora: {job}',
  'clock_changed.interviewer.body':
    'Han cambiado las normas que fijan la hora de los relojes, así que esta hora puede aparecer distinta de la anunciada. El momento en sí no ha cambiado. Si ya no le viene bien, abra la sesión y avise.',
  'people_changed.interviewer.subject': 'Ya no participa: {job}, {when}',
  'people_changed.interviewer.title': 'Ya no imparte {job}',
  'people_changed.interviewer.body': 'La sesión se celebra sin usted. Vuelve a tener libre ese tiempo.',
  'reminder.interviewer.subject': 'Recordatorio: {job}, {when}',
  'reminder.interviewer.title': 'Recordatorio: {job}',
  'reminder_day.interviewer.subject': 'Próximamente: {job}, {when}',
  'reminder_day.interviewer.title': 'Se acerca {job}',
  'reminder_hour.interviewer.subject': 'Pronto: {job}, {when}',
  'reminder_hour.interviewer.title': '{job} empieza pronto',
  'reminder_minutes.interviewer.subject': 'A punto de empezar: {job}, {when}',
  'reminder_minutes.interviewer.title': '{job} está a punto de empezar',
  'feedback_request.interviewer.subject': 'Su valoración: {job}, {when}',
  'feedback_request.interviewer.title': '¿Qué tal fue con quienes asistieron a {job}?',
  'feedback_request.interviewer.body':
    'Anótelo mientras lo tiene fresco. La página de la sesión lleva a cada persona de la que falta una valoración.',
  'button.join': 'Unirse a la sesión',
  'button.open': 'Abrir la sesión',
  'term.job': 'Sesión de grupo',
  'note.authoritative': 'La hora de la página de la sesión es siempre la vigente.',
  'foot.why.interviewer': 'Recibe este correo porque imparte esta sesión de grupo en {company}.',
};
