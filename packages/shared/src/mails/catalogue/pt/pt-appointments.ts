import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when the meeting is an appointment. */
export const ptAppointments: Partial<Catalogue> = {
  'link.candidate.body': 'Ele abre a página do seu atendimento: {job}.',
  'link_new.candidate.body':
    'Este link abre a página do seu atendimento: {job}. Ele é novo; o dos e-mails anteriores não funciona mais.',
  'scheduled.candidate.subject': 'Reservado: {job} com {company}, {when}',
  'rescheduled.candidate.subject': 'Remarcado: {job} com {company}, agora {when}',
  'cancelled.candidate.subject': 'Cancelado: {job} com {company}',
  'reminder.candidate.subject': 'Lembrete: {job} com {company}, {when}',
  'reminder_day.candidate.subject': 'Em breve: {job} com {company}, {when}',
  'reminder_hour.candidate.subject': 'Daqui a pouco: {job} com {company}, {when}',
  'reminder_minutes.candidate.subject': 'Prestes a começar: {job} com {company}, {when}',
  'expired.candidate.subject': '{company}: nenhum horário ficou livre para {job}',
  'expired.candidate.title': 'Você não está mais à espera de um horário',
  'expired.candidate.body':
    'O tempo que você queria esperar passou, e nada foi reservado. Você pode reservar {job} de novo ou escrever para {contact}.',
  'clock_changed.interviewer.body':
    'As regras que acertam os relógios mudaram; por isso, este horário pode aparecer diferente do que foi anunciado. O momento em si não mudou. Se ele não servir mais, abra o atendimento e avise.',
  'people_changed.interviewer.title': 'Outra pessoa assume o atendimento com {candidate}',
  'no_show.interviewer.body': 'Se o encontro aconteceu, abra o atendimento e avise.',
  'button.page': 'Abrir a página do seu atendimento',
  'button.join': 'Entrar no atendimento',
  'button.open': 'Abrir o atendimento',
  'term.job': 'Serviço',
  'term.candidate': 'Reservado por',
  'term.page': 'Página do atendimento',
  'note.authoritative': 'Os horários na página do atendimento são sempre os que valem.',
  'foot.why.candidate': 'Você recebe este e-mail porque este endereço foi informado para reservar {job} com {company}.',
  'foot.why.interviewer': 'Você recebe este e-mail porque oferece este serviço em {company}.',
  'reason.interviewer_unavailable': 'A pessoa que atenderia você não está disponível',
  'reason.position_filled': 'O serviço não é mais oferecido',
  'reason.candidate_withdrew': 'Reserva retirada',
};
