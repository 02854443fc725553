import { isolated } from '../language/bidi.ts';
import { type Language, languageOf, plainEnglish } from '../language/languages.ts';

const en = {
  'line.code': '{number}, code {code}',
  'guest.company': 'We call you.',
  'guest.company.number': 'We call you on {number}.',
  'guest.company.missing': 'We call you, and still need your number. Please add it on your page.',
  'guest.candidate': 'You call us on {line}.',
  'panel.company.number': 'You call {name} on {number}.',
  'panel.company.missing': 'You call {name}. The number is still missing.',
  'panel.candidate': '{name} calls you on {line}.',
  'group.company': 'You call the guests. Their numbers are on their pages.',
  'group.candidate': 'The guests call {line}.',
} as const;

type Words = Readonly<Record<keyof typeof en, string>>;

const de: Words = {
  'line.code': '{number}, Code {code}',
  'guest.company': 'Wir rufen Sie an.',
  'guest.company.number': 'Wir rufen Sie unter {number} an.',
  'guest.company.missing':
    'Wir rufen Sie an und brauchen noch Ihre Telefonnummer. Bitte tragen Sie sie auf Ihrer Seite ein.',
  'guest.candidate': 'Sie rufen uns an: {line}.',
  'panel.company.number': 'Sie rufen {name} unter {number} an.',
  'panel.company.missing': 'Sie rufen {name} an. Die Telefonnummer fehlt noch.',
  'panel.candidate': '{name} ruft Sie an: {line}.',
  'group.company': 'Sie rufen die Teilnehmenden an. Ihre Nummern stehen auf deren Seiten.',
  'group.candidate': 'Die Teilnehmenden rufen an: {line}.',
};

const fr: Words = {
  'line.code': '{number}, code {code}',
  'guest.company': 'Nous vous appelons.',
  'guest.company.number': 'Nous vous appelons au {number}.',
  'guest.company.missing':
    'Nous vous appelons, et il nous manque encore votre numéro. Merci de l’indiquer sur votre page.',
  'guest.candidate': 'Vous nous appelez au {line}.',
  'panel.company.number': 'Vous appelez {name} au {number}.',
  'panel.company.missing': 'Vous appelez {name}. Son numéro manque encore.',
  'panel.candidate': '{name} vous appelle au {line}.',
  'group.company': 'Vous appelez les participants. Leurs numéros figurent sur leurs pages.',
  'group.candidate': 'Les participants appellent le {line}.',
};

const es: Words = {
  'line.code': '{number}, código {code}',
  'guest.company': 'Le llamamos nosotros.',
  'guest.company.number': 'Le llamamos al {number}.',
  'guest.company.missing': 'Le llamamos nosotros y todavía nos falta su número. Indíquelo en su página.',
  'guest.candidate': 'Usted nos llama al {line}.',
  'panel.company.number': 'Usted llama a {name} al {number}.',
  'panel.company.missing': 'Usted llama a {name}. Todavía falta su número.',
  'panel.candidate': '{name} le llama al {line}.',
  'group.company': 'Usted llama a los participantes. Sus números están en las páginas de cada uno.',
  'group.candidate': 'Los participantes llaman al {line}.',
};

const pt: Words = {
  'line.code': '{number}, código {code}',
  'guest.company': 'Nós ligamos para você.',
  'guest.company.number': 'Nós ligamos para você no número {number}.',
  'guest.company.missing': 'Nós ligamos para você e ainda precisamos do seu número. Informe-o na sua página.',
  'guest.candidate': 'Você liga para nós no número {line}.',
  'panel.company.number': 'Você liga para {name} no número {number}.',
  'panel.company.missing': 'Você liga para {name}. Ainda falta o número.',
  'panel.candidate': '{name} liga para você no número {line}.',
  'group.company': 'Você liga para os participantes. Os números estão na página de cada um.',
  'group.candidate': 'Os participantes ligam para o número {line}.',
};

// Before a name nothing is said that depends on whose it is.
const ar: Words = {
  'line.code': '{number}، الرمز: {code}',
  'guest.company': 'سنتصل بكم.',
  'guest.company.number': 'سنتصل بكم على الرقم {number}.',
  'guest.company.missing': 'سنتصل بكم، ولا يزال رقم هاتفكم ينقصنا. يُرجى إضافته في صفحتكم.',
  'guest.candidate': 'تتصلون بنا على الرقم {line}.',
  'panel.company.number': 'الاتصال من جانبكم: {name}، على الرقم {number}.',
  'panel.company.missing': 'الاتصال من جانبكم: {name}. رقم الهاتف غير معروف بعد.',
  'panel.candidate': 'سيصلكم اتصال من: {name}، على الرقم {line}.',
  'group.company': 'الاتصال بالمشاركين من جانبكم. أرقامهم في صفحاتهم.',
  'group.candidate': 'يتصل المشاركون على الرقم {line}.',
};

/** Who calls whom, by language: one sentence for mails and calendars. */
export const phoneWords: Readonly<Record<Language, Words>> = { en, de, fr, es, 'pt-BR': pt, ar };

export interface PhoneTold {
  readonly caller: 'company' | 'candidate';
  /** The number as the reader dials it. */
  readonly text?: string | undefined;
  readonly code?: string | undefined;
}

interface Reader {
  readonly locale: string;
  /** `group` is the panel of a session, which meets several. */
  readonly side: 'guest' | 'panel' | 'group';
  /** Of the one whom the panel meets. */
  readonly name: string;
  /** Whether a number that is missing is missed by now. */
  readonly isBooked: boolean;
}

/** Who calls whom on which number, as a sentence for one side; empty where a number to call is not known at all. */
export function phoneSentence(call: PhoneTold, { locale, side, name, isBooked }: Reader): string {
  const { language, dir } = languageOf([locale]) ?? plainEnglish;
  const words = phoneWords[language];
  const say = (key: keyof Words, values: Readonly<Record<string, string>>) =>
    words[key].replaceAll(/\{(\w+)\}/g, (_, value: string) => values[value] ?? '');
  const { caller, text, code } = call;
  const number = isolated(text ?? '', dir);
  const said = { name: isolated(name, dir), number };
  if (caller === 'candidate') {
    const line = code === undefined ? number : say('line.code', { number, code: isolated(code, dir) });
    return text === undefined ? '' : say(`${side}.candidate`, { ...said, line });
  }
  if (side === 'group') return say('group.company', said);
  if (text !== undefined) return say(`${side}.company.number`, said);
  return side === 'guest' && !isBooked ? say('guest.company', said) : say(`${side}.company.missing`, said);
}
