import type { enPublic } from '../en/en-public.ts';
import type { Translation } from '../translator.ts';

export const ptPublic: Translation<typeof enPublic> = {
  'front.title': 'Entrevistas em um horário bom para os dois lados',
  'front.what': 'Com o Interlude, a empresa e as pessoas que se candidatam combinam quando uma entrevista acontece.',
  'front.invited': 'Você recebeu um convite?',
  'front.invited.how': 'Abra o link do seu convite. Ele leva direto aos seus horários, sem conta nem senha.',
  'front.staff': 'Você trabalha aqui?',
  'front.staff.how': 'No console, envie convites, cuide das entrevistas e mantenha seu horário de trabalho.',
  'front.signIn': 'Entrar',

  'ask.address': 'O endereço que recebeu o convite',
  'ask.address.wrong': 'Este endereço não está completo.',
  'ask.address.send': 'Enviar meu link por e-mail',
  'ask.address.what':
    'Se conhecemos o endereço, um e-mail com seu link sai em instantes: um de cada empresa que convidou você.',
  'ask.invitation.ended': 'Ele valeu até {date}.',
  'ask.invitation.still': 'Você ainda pode pedir um novo. A empresa decide, e nada mais mudou.',
  'ask.invitation': 'Pedir um novo convite',
  'ask.invitation.done':
    'Agradecemos. Se o convite puder ser renovado, a empresa já sabe que você ainda tem interesse. Se ela concordar, um novo link chega por e-mail.',

  'prose.privacy.title': 'Privacidade',
  'prose.privacy.1': 'Esta página mostra uma entrevista a quem tiver o link: trate-o como uma chave.',
  'prose.privacy.2':
    'Ela guarda seu nome, seu endereço, seu fuso horário, os horários que você escolhe e o que você nos escreve, para a empresa que convidou você. Se quiser que esses dados sejam corrigidos ou apagados, escreva para a pessoa indicada no seu e-mail.',
  'prose.privacy.3':
    'Um cookie lembra que você abriu o link. Nada é carregado de terceiros nem enviado a terceiros, e ninguém mede onde você clica.',
  'prose.accessibility.title': 'Acessibilidade',
  'prose.accessibility.1':
    'As páginas seguem as WCAG 2.2, nível AA: funcionam só com o teclado, em claro, escuro e alto contraste, com texto maior e sem animações.',

  'service.title': '{name} em {company}',
  'service.facts.free': 'gratuito',
  'service.gone.title': 'Não há nada para reservar aqui',
  'service.gone.what':
    'O endereço pode ter um erro de digitação, ou este serviço não é mais oferecido. O que você reservou não muda.',

  'reminder.saved': 'Seu lembrete está salvo.',
  'price.title': 'Preço',
  'price.due': 'a pagar',
  'price.paid': 'pago',
  'price.refunded': 'reembolsado',

  'begin.how': 'Enviamos um código e, em geral, guardamos o horário para você por dez minutos.',
  'begin.name': 'Seu nome',
  'begin.name.missing': 'Escreva seu nome.',
  'begin.email': 'Seu e-mail',
  'begin.email.hint': 'O código, a confirmação e os lembretes vão para lá.',
  'begin.email.wrong': 'Escreva um endereço de e-mail, como nome@example.com.',
  'begin.provider': 'Com quem?',
  'begin.provider.any': 'Quem estiver livre primeiro',
  'begin.reminder': 'Enviar lembrete',
  'begin.reminder.usual': 'Como de costume',
  'begin.reminder.P1D': '1 dia antes',
  'begin.reminder.PT3H': '3 horas antes',
  'begin.reminder.PT1H': '1 hora antes',
  'begin.reminder.PT15M': '15 minutos antes',
  'begin.more': 'Nome e e-mail',
  'begin.take': 'Escolher {when}',
  'begin.list': 'Enviamos um código. Depois você entra na lista de espera na próxima página.',
  'begin.repeats': 'Quero vários atendimentos',
  'begin.repeats.hint': 'Você escolhe as outras datas depois do código.',
  'begin.send': 'Enviar um código por e-mail',
  'begin.sending': 'Enviando…',

  'code.title': 'Digite o código do seu e-mail',
  'code.sent': 'Enviamos um código de seis dígitos para {email}. Ele vale até {time}.',
  'code.label': 'Código',
  'code.missing': 'Digite os seis dígitos.',
  'code.go': 'Continuar',
  'code.going': 'Um momento…',
  'code.wrong': {
    one: 'Este não é o código. Você pode tentar mais {count} vez.',
    many: 'Este não é o código. Você pode tentar mais {count} de vezes.',
    other: 'Este não é o código. Você pode tentar mais {count} vezes.',
  },
  'code.over': 'Este código não vale mais. Peça um novo.',
  'code.open': {
    one: 'Você já tem {count} atendimento aqui. Você pode reservar outro quando ele passar ou for cancelado.',
    many: 'Você já tem {count} de atendimentos aqui. Você pode reservar outro quando um deles passar ou for cancelado.',
    other: 'Você já tem {count} atendimentos aqui. Você pode reservar outro quando um deles passar ou for cancelado.',
  },
  'code.left': 'faltam {left}',
  'code.late':
    'O código não vale mais e o horário não está mais guardado para você. Peça um novo código: se o horário ainda estiver livre, nós o guardamos de novo.',
  'code.unkept':
    'Muitas pessoas estão reservando neste momento, então o horário não está guardado para você. Talvez ele ainda esteja livre quando você digitar o código.',
  'code.back': 'Mudar o horário ou o endereço',
  'code.again': 'Enviar um novo código',
  'step.you': 'Você',
  'step.code': 'Código por e-mail',
  'step.time': 'Horário',
  'prose.accessibility.2':
    'Testes verificam isso no Chromium: o contraste, também com cores forçadas; os nomes e a ordem para tecnologias assistivas; cada etapa pelo teclado, do link até o fim, sem nunca perder o foco; o texto com o dobro do tamanho; telas de 320 pixels de largura; e páginas da direita para a esquerda.',
  'prose.accessibility.3':
    'Ainda não foi testado com leitor de tela, controle por voz ou lupa, em telefones reais, no papel nem no Firefox ou no Safari.',
  'prose.accessibility.4':
    'Se algo não funcionar para você, responda a qualquer um dos nossos e-mails. Uma pessoa lê e pode reservar por você.',
  'offers.title': 'Reservar em {company}',
  'offers.none': 'No momento, não há nada para reservar',
  'offers.none.what': 'Assim que houver um serviço, ele aparecerá aqui. O que você já reservou não muda.',
  'offers.more': { one: 'mais {count} pessoa', many: 'mais {count} de pessoas', other: 'mais {count} pessoas' },
  'offers.all': 'Todos os serviços de {company}',
  'back.to': 'Voltar para {host}',
  'embed.book': 'Reservar este horário',
  'embed.open': 'Ir para a página de reserva',
  'embed.how': 'A página de reserva se abre em uma nova aba.',
  'begin.answer.optional': '(opcional)',
  'begin.answer.choose': 'Escolha…',
  'begin.answer.missing': 'Responda a esta pergunta.',
};
