import type { Catalogue } from '../sentences.ts';

/** What reads otherwise when it is about a group session; only those who give it get these mails. */
export const ptGroups: Partial<Catalogue> = {
  'scheduled.interviewer.subject': 'Reservado: {job}, {when}',
  'scheduled.interviewer.title': '{job} vai acontecer',
  'scheduled.interviewer.body':
    'A primeira vaga foi reservada, e este tempo está reservado para você. Outras vagas podem ser reservadas até o início.',
  'cancelled.interviewer.subject': 'Cancelado: {job}, {when}',
  'cancelled.interviewer.title': '{job} não vai acontecer',
  'cancelled.interviewer.body': 'Não há mais nenhuma reserva. Seu tempo está livre de novo.',
  'clock_changed.interviewer.subject': 'Ainda serve para você? {job}, {when}',
  'clock_changed.interviewer.title': 'Confira o horário: {job}',
  'clock_changed.interviewer.body':
    'As regras que acertam os relógios mudaram; por isso, este horário pode aparecer diferente do que foi anunciado. O momento em si não mudou. Se ele não servir mais, abra a sessão e avise.',
  'people_changed.interviewer.subject': 'Você não participa mais: {job}, {when}',
  'people_changed.interviewer.title': 'Você não conduz mais {job}',
  'people_changed.interviewer.body': 'A sessão acontece sem você. Seu tempo está livre de novo.',
  'reminder.interviewer.subject': 'Lembrete: {job}, {when}',
  'reminder.interviewer.title': 'Lembrete: {job}',
  'reminder_day.interviewer.subject': 'Em breve: {job}, {when}',
  'reminder_day.interviewer.title': '{job} está chegando',
  'reminder_hour.interviewer.subject': 'Daqui a pouco: {job}, {when}',
  'reminder_hour.interviewer.title': '{job} começa daqui a pouco',
  'reminder_minutes.interviewer.subject': 'Prestes a começar: {job}, {when}',
  'reminder_minutes.interviewer.title': '{job} está prestes a começar',
  'feedback_request.interviewer.subject': 'Sua avaliação: {job}, {when}',
  'feedback_request.interviewer.title': 'Como foi com quem participou de {job}?',
  'feedback_request.interviewer.body':
    'Anote enquanto está fresco na memória. A página da sessão leva a cada pessoa de quem falta uma avaliação.',
  'button.join': 'Entrar na sessão',
  'button.open': 'Abrir a sessão',
  'term.job': 'Sessão em grupo',
  'note.authoritative': 'O horário na página da sessão é sempre o que vale.',
  'foot.why.interviewer': 'Você recebe este e-mail porque conduz esta sessão em grupo em {company}.',
};
