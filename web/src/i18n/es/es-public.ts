import type { enPublic } from '../en/en-public.ts';
import type { Translation } from '../translator.ts';

export const esPublic: Translation<typeof enPublic> = {
  'front.title': 'Entrevistas a una hora que conviene a ambas partes',
  'front.what':
    'Con Interlude, una empresa y las personas que se presentan acuerdan cuándo tiene lugar una entrevista.',
  'front.invited': '¿Ha recibido una invitación?',
  'front.invited.how': 'Abra el enlace de su invitación. Lleva directamente a sus horas, sin cuenta ni contraseña.',
  'front.staff': '¿Trabaja aquí?',
  'front.staff.how': 'En la consola puede invitar, atender las entrevistas y mantener su horario de trabajo.',
  'front.signIn': 'Iniciar sesión',

  'ask.address': 'La dirección a la que llegó su invitación',
  'ask.address.wrong': 'Esta dirección no está completa.',
  'ask.address.send': 'Enviarme mi enlace por correo',
  'ask.address.what':
    'Si conocemos la dirección, en un momento sale un correo con su enlace: uno por cada empresa que le haya invitado.',
  'ask.invitation.ended': 'Venció el {date}.',
  'ask.invitation.still': 'Aún puede pedir una nueva. Lo decide la empresa, y nada más ha cambiado.',
  'ask.invitation': 'Pedir una nueva invitación',
  'ask.invitation.done':
    'Gracias. Si la invitación puede renovarse, la empresa ya sabe que le sigue interesando. Si acepta, recibirá un enlace nuevo por correo.',

  'prose.privacy.title': 'Privacidad',
  'prose.privacy.1': 'Esta página muestra una entrevista a quien tenga su enlace: trátelo como una llave.',
  'prose.privacy.2':
    'Guarda su nombre, su dirección, su zona horaria, las horas que elige y lo que nos escribe, para la empresa que le invitó. Si quiere que esos datos se corrijan o se borren, escriba a la persona que figura en su correo.',
  'prose.privacy.3':
    'Una cookie recuerda que abrió el enlace. Nada se carga de terceros ni se envía a terceros, y nadie mide en qué hace clic.',
  'prose.accessibility.title': 'Accesibilidad',
  'prose.accessibility.1':
    'Las páginas siguen las WCAG 2.2, nivel AA: funcionan solo con el teclado, en claro, en oscuro y en alto contraste, con texto más grande y sin animaciones.',

  'service.title': '{name} en {company}',
  'service.facts.free': 'gratis',
  'service.gone.title': 'Aquí no hay nada que reservar',
  'service.gone.what':
    'Puede que la dirección tenga una errata o que este servicio ya no se ofrezca. Lo que haya reservado no cambia.',

  'reminder.saved': 'Su recordatorio está guardado.',
  'price.title': 'Precio',
  'price.due': 'por pagar',
  'price.paid': 'pagado',
  'price.refunded': 'reembolsado',

  'begin.how': 'Le enviamos un código y, por lo general, le guardamos la hora durante diez minutos.',
  'begin.name': 'Su nombre',
  'begin.name.missing': 'Escriba su nombre.',
  'begin.email': 'Su correo electrónico',
  'begin.email.hint': 'Ahí llegan el código, la confirmación y los recordatorios.',
  'begin.email.wrong': 'Escriba una dirección de correo, como nombre@example.com.',
  'begin.provider': '¿Con quién?',
  'begin.provider.any': 'Quien esté libre antes',
  'begin.reminder': 'Enviarme un recordatorio',
  'begin.reminder.usual': 'Como siempre',
  'begin.reminder.P1D': '1 día antes',
  'begin.reminder.PT3H': '3 horas antes',
  'begin.reminder.PT1H': '1 hora antes',
  'begin.reminder.PT15M': '15 minutos antes',
  'begin.more': 'Nombre y correo',
  'begin.take': 'Elegir el {when}',
  'begin.list': 'Le enviamos un código. Después puede apuntarse a la lista de espera en la página siguiente.',
  'begin.repeats': 'Quiero varias citas',
  'begin.repeats.hint': 'Las demás fechas se eligen después del código.',
  'begin.send': 'Enviarme un código por correo',
  'begin.sending': 'Enviando…',

  'code.title': 'Escriba el código de su correo',
  'code.sent': 'Hemos enviado un código de seis cifras a {email}. Es válido hasta esta hora: {time}.',
  'code.label': 'Código',
  'code.missing': 'Escriba las seis cifras.',
  'code.go': 'Continuar',
  'code.going': 'Un momento…',
  'code.wrong': {
    one: 'Ese no es el código. Puede intentarlo {count} vez más.',
    many: 'Ese no es el código. Puede intentarlo {count} de veces más.',
    other: 'Ese no es el código. Puede intentarlo {count} veces más.',
  },
  'code.over': 'Este código ya no es válido. Pida uno nuevo.',
  'code.open': {
    one: 'Ya tiene {count} cita aquí. Podrá reservar otra cuando haya pasado o se cancele.',
    many: 'Ya tiene {count} de citas aquí. Podrá reservar otra cuando alguna haya pasado o se cancele.',
    other: 'Ya tiene {count} citas aquí. Podrá reservar otra cuando alguna haya pasado o se cancele.',
  },
  'code.left': 'quedan {left}',
  'code.late':
    'El código ya no es válido y la hora ya no está guardada para usted. Pida un código nuevo: si la hora sigue libre, volvemos a guardarla.',
  'code.unkept':
    'Muchas personas están reservando en este momento, así que la hora no está guardada para usted. Puede que siga libre cuando escriba el código.',
  'code.back': 'Cambiar la hora o la dirección',
  'code.again': 'Enviarme un código nuevo',
  'step.you': 'Usted',
  'step.code': 'Código por correo',
  'step.time': 'Hora',
  'prose.accessibility.2':
    'Lo comprueban pruebas en Chromium: el contraste, también con colores forzados; los nombres y el orden para los productos de apoyo; cada paso con el teclado, desde el enlace hasta el final, sin que se pierda nunca el foco; el texto al doble de tamaño; pantallas de 320 píxeles de ancho; y páginas de derecha a izquierda.',
  'prose.accessibility.3':
    'Aún no se ha probado con un lector de pantalla, con control por voz o con lupa, en teléfonos reales, en papel ni en Firefox o Safari.',
  'prose.accessibility.4':
    'Si algo no le funciona, responda a cualquiera de nuestros correos. Lo lee una persona y puede reservar por usted.',
  'offers.title': 'Reservar en {company}',
  'offers.none': 'De momento no hay nada que reservar',
  'offers.none.what': 'En cuanto se ofrezca un servicio, aparecerá aquí. Lo que ya ha reservado no cambia.',
  'offers.more': { one: '{count} persona más', many: '{count} de personas más', other: '{count} personas más' },
  'offers.all': 'Todos los servicios de {company}',
  'back.to': 'Volver a {host}',
  'embed.book': 'Reservar esta hora',
  'embed.open': 'Ir a la página de reserva',
  'embed.how': 'La página de reserva se abre en una pestaña nueva.',
  'begin.answer.optional': '(opcional)',
  'begin.answer.choose': 'Elija…',
  'begin.answer.missing': 'Responda a esta pregunta.',
};
