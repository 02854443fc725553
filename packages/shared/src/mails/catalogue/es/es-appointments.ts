import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when the meeting is an appointment. */
export const esAppointments: Partial<Catalogue> = {
  'link.candidate.body': 'Abre la página de su cita: {job}.',
  'link_new.candidate.body':
    'Este enlace abre la página de su cita: {job}. Es nuevo; el de los correos anteriores ya no funciona.',
  'scheduled.candidate.subject': 'Reserva: {job} con {company}, {when}',
  'rescheduled.candidate.subject': 'Cambio de hora: {job} con {company}, ahora {when}',
  'cancelled.candidate.subject': 'Cancelación: {job} con {company}',
  'reminder.candidate.subject': 'Recordatorio: {job} con {company}, {when}',
  'reminder_day.candidate.subject': 'Próximamente: {job} con {company}, {when}',
  'reminder_hour.candidate.subject': 'Pronto: {job} con {company}, {when}',
  'reminder_minutes.candidate.subject': 'A punto de empezar: {job} con {company}, {when}',
  'expired.candidate.subject': '{company}: no ha quedado libre ninguna hora para {job}',
  'expired.candidate.title': 'Ya no está a la espera de una hora',
  'expired.candidate.body':
    'Ha pasado el tiempo que quería esperar y no se ha reservado nada. Puede volver a reservar {job} o escribir a {contact}.',
  'clock_changed.interviewer.body':
    'Han cambiado las normas que fijan la hora de los relojes, así que esta hora puede aparecer distinta de la anunciada. El momento en sí no ha cambiado. Si ya no le viene bien, abra la cita y avise.',
  'people_changed.interviewer.title': 'Otra persona se encarga de la cita con {candidate}',
  'no_show.interviewer.body': 'Si el encuentro sí tuvo lugar, abra la cita y avise.',
  'button.page': 'Abrir la página de su cita',
  'button.join': 'Unirse a la cita',
  'button.open': 'Abrir la cita',
  'term.job': 'Servicio',
  'term.candidate': 'Reservado por',
  'term.page': 'Página de la cita',
  'note.authoritative': 'Las horas de la página de la cita son siempre las vigentes.',
  'foot.why.candidate': 'Recibe este correo porque se indicó esta dirección para reservar {job} con {company}.',
  'foot.why.interviewer': 'Recibe este correo porque ofrece este servicio en {company}.',
  'reason.interviewer_unavailable': 'La persona que le iba a atender no está disponible',
  'reason.position_filled': 'El servicio ya no se ofrece',
  'reason.candidate_withdrew': 'Reserva retirada',
};
