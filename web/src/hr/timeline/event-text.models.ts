import { overrideRules } from '@interlude/shared/booking/override-rules';
import { dropOutCauses } from '@interlude/shared/booking/reason-codes';
import { mailKinds, timerCommands } from '@interlude/shared/contracts/lifecycle';
import type { ZonedText } from '../../time/formats.models.ts';
import type { TimelineEvent } from '../interviews/interviews.queries.ts';
import { durationText } from '../words/duration-text.models.ts';
import type { HrTranslator } from '../words/hr-words.tsx';
import { paymentWord } from '../words/payment-words.models.ts';
import { attentionKind, outcomeWord, reasonWord } from '../words/state-words.models.ts';
import type { TimelineEntry } from './timeline.models.ts';

export interface EventText {
  readonly title: string;
  readonly more: readonly string[];
}

export interface EventWords {
  readonly t: HrTranslator;
  readonly text: ZonedText;
}

export function eventText(entry: TimelineEntry, words: EventWords): EventText {
  const { event } = entry;
  if (event.source === 'mail') return { title: mailTitle(entry, words), more: mailMore(event, words) };
  if (event.source === 'timer') return { title: timerTitle(event, words), more: [] };
  return { title: commandTitle(event, words), more: commandMore(event, words) };
}

function textAt(event: TimelineEvent, key: string): string {
  const value = event.detail[key];
  return typeof value === 'string' ? value : '';
}

function whenAt(event: TimelineEvent, key: string, { text }: EventWords): string {
  const at = Date.parse(textAt(event, key));
  return Number.isNaN(at) ? '–' : text.when(at);
}

const plainCommands = [
  'invite',
  'prove',
  'confirm',
  'start',
  'cancel',
  'expire',
  'resendLink',
  'copyLink',
  'requestInvitation',
  'keepTime',
  'joinWaitlist',
  'leaveWaitlist',
  'setPreferences',
  'setPhone',
  'missPhone',
  'missCalendar',
  'requestRetake',
  'rejectRetake',
  'issueRetake',
  'expireRetake',
  'readdress',
  'mergeCandidates',
] as const;

function commandTitle(event: TimelineEvent, words: EventWords): string {
  const { t } = words;
  const plain = plainCommands.find((one) => one === event.what);
  if (plain) return t(`did.${plain}`);
  switch (event.what) {
    case 'book':
    case 'reschedule':
      return t(`did.${event.what}`, { when: whenAt(event, 'startsAt', words) });
    case 'dropOut':
      return t('did.dropOut', { person: textAt(event, 'person'), because: causeWord(event, t) });
    case 'openGroup':
      return t('did.openGroup');
    case 'endGroup':
      return t('did.endGroup');
    case 'groupPeople': {
      const [left, joined] = [textAt(event, 'left'), textAt(event, 'joined')];
      if (left === '') return t('did.groupPeople.beside', { joined });
      return joined === '' ? t('did.groupPeople.inside', { left }) : t('did.groupPeople', { left, joined });
    }
    case 'replaceInterviewer':
    case 'addInterviewer':
    case 'releaseInterviewer':
      return seatsTitle(event, t);
    case 'askForInterviewer':
    case 'keepInterviewer':
    case 'restoreEntry':
      return t(`did.${event.what}`, { person: textAt(event, 'person') });
    case 'offer':
      return t('did.offer', { when: whenAt(event, 'startsAt', words), until: whenAt(event, 'until', words) });
    case 'passOffer':
    case 'lapseOffer':
    case 'withdrawOffer':
    case 'tellOpen':
      return t(`did.${event.what}`, { when: whenAt(event, 'startsAt', words) });
    case 'complete':
    case 'decide':
      return t(`did.${event.what}`, { outcome: outcomeWord(textAt(event, 'outcome'), t) ?? '–' });
    case 'markNoShow':
      return t('did.markNoShow', {
        who: t(textAt(event, 'absent') === 'interviewer' ? 'did.who.interviewer' : 'did.who.candidate'),
      });
    case 'extendLink':
      return t('did.extendLink', { when: whenAt(event, 'bookBy', words) });
    case 'applyTemplate':
      return t('did.applyTemplate', {
        duration: durationText(`PT${event.detail['durationMinutes']}M`, words.text.formats.tag),
      });
    case 'approveRetake':
      return t('did.approveRetake', { when: whenAt(event, 'issuesAt', words) });
    case 'setPayment':
      return t('did.setPayment', { what: paymentWord(textAt(event, 'payment'), t) });
    case 'needAttention':
    case 'restoreAttention':
      return t(`did.${event.what}`, { what: causesAt(event, 'attention', words) });
    case 'settleAttention':
    case 'dismissAttention':
      return t(`did.${event.what}`, { what: causesAt(event, 'settled', words) });
    default:
      return t('did.other', { what: event.what });
  }
}

function causesAt(event: TimelineEvent, key: 'attention' | 'settled', { t, text }: EventWords): string {
  const causes = [...new Set(textAt(event, key).split(' '))];
  return text.formats.list(causes.map((cause) => t(`attention.${attentionKind(cause)}`)));
}

function marksMore(event: TimelineEvent, words: EventWords): string[] {
  if (event.what.endsWith('Attention')) return [];
  const told = (['attention', 'settled'] as const).filter((key) => textAt(event, key) !== '');
  return told.map((key) => words.t(`did.${key}`, { what: causesAt(event, key, words) }));
}

function causeWord(event: TimelineEvent, t: HrTranslator): string {
  const cause = dropOutCauses.find((one) => one === textAt(event, 'because'));
  return cause ? t(`out.because.${cause}`) : '–';
}

function seatsTitle(event: TimelineEvent, t: HrTranslator): string {
  const [joined, left] = [textAt(event, 'joined'), textAt(event, 'left')];
  if (left === '') return t('did.addInterviewer', { joined });
  if (event.what === 'releaseInterviewer') return t('did.releaseInterviewer', { left });
  return joined === '' ? t('did.replaceInterviewer.inside', { left }) : t('did.replaceInterviewer', { joined, left });
}

function commandMore(event: TimelineEvent, words: EventWords): string[] {
  const { t } = words;
  const more: string[] = [];
  if (event.what === 'askForInterviewer') {
    more.push(t(`did.askForInterviewer.${textAt(event, 'outcome') === 'policy' ? 'policy' : 'nobody_free'}`));
  }
  more.push(...marksMore(event, words));
  const { together } = event.detail;
  if (typeof together === 'number' && together > 1)
    more.push(t(event.what === 'reschedule' ? 'did.reschedule.together' : 'did.cancel.together', { count: together }));
  if (textAt(event, 'left') !== '') more.push(t('did.timeStays'));
  if (event.detail['holdEnded'] === true) more.push(t('did.holdEnded'));
  const reason = textAt(event, 'reason');
  // Who starts in time gives words alone, which are shown below.
  if (reason !== '' && event.what !== 'start') more.push(reasonWord(reason, t));
  more.push(...overrideMore(event, t));
  const takenBy = textAt(event, 'takenBy');
  if (takenBy !== '') more.push(t('did.takenLink', { person: takenBy }));
  const actor = actorText(event, t);
  if (actor !== null) more.push(actor);
  return more;
}

function overrideMore(event: TimelineEvent, t: HrTranslator): string[] {
  const rules = textAt(event, 'override').split(' ');
  const said = overrideRules.filter((rule) => rules.includes(rule)).map((rule) => t(`did.override.${rule}`));
  const limit = textAt(event, 'overrideLimit');
  return [
    ...(limit === '' ? [] : [t('did.overrideLimit'), reasonWord(limit, t)]),
    ...(said.length === 0 ? [] : [...said, reasonWord(textAt(event, 'overrideReason'), t)]),
  ];
}

function actorText({ actor }: TimelineEvent, t: HrTranslator): string | null {
  if (actor === null) return null;
  if (actor.party === 'candidate') return t('time.by.candidate');
  if (actor.party === 'timer') return t('time.by.timer');
  return actor.name ? t('time.by', { name: actor.name }) : t('time.by.staff');
}

function mailTitle({ event, ids }: TimelineEntry, { t, text }: EventWords): string {
  const kind = mailKinds.find((one) => one === event.what);
  const mail = kind ? t(`mail.${kind}`) : t('mail.other', { what: event.what });
  const who =
    textAt(event, 'to') === 'interviewer' ? t('mail.to.interviewer', { count: ids.length }) : t('mail.to.candidate');
  const lead = durationText(textAt(event, 'lead'), text.formats.tag);
  if (lead === '') return t('mail.line', { mail, who });
  if (kind === 'reminder') return t('mail.line.before', { mail, who, lead });
  if (kind === 'feedback_request') return t('mail.line.after', { mail, who, lead });
  return t('mail.line', { mail, who });
}

function mailMore(event: TimelineEvent, { t }: EventWords): string[] {
  if (event.when === 'skipped' || event.when === 'failed') return [becauseText(event.because ?? '', t)];
  if (event.when === 'future') return [];
  const delivery = textAt(event, 'delivery');
  if (delivery === 'delivered' || delivery === 'bounced' || delivery === 'complained') return [t(`mail.${delivery}`)];
  return [t('mail.sent')];
}

const reasons = [
  'past',
  'late',
  'superseded',
  'paused',
  'suppressed',
  'answered',
  'together',
  'cancelled',
  'unknown',
  'template_error',
] as const;

function becauseText(code: string, t: HrTranslator): string {
  const known = reasons.find((one) => one === code);
  return known ? t(`because.${known}`) : t('because.provider', { code: code.replace(/^provider_/, '') || '–' });
}

function timerTitle(event: TimelineEvent, { t }: EventWords): string {
  const known = timerCommands.find((one) => one === event.what);
  return known ? t(`plan.${known}`) : t('plan.other', { what: event.what });
}

/** What comes next of an interview, in a word or two. */
export function nextText(what: string, t: HrTranslator): string {
  const kind = mailKinds.find((one) => one === what);
  const timer = timerCommands.find((one) => one === what);
  if (kind !== undefined) return t(`mail.${kind}`);
  return timer === undefined ? t('plan.place') : t(`plan.${timer}`);
}
