import type { InterviewStatus } from '@interlude/shared/booking/booking-status';
import type { Translator } from '../../i18n/translator.ts';
import type { ZonedText } from '../../time/formats.models.ts';
import type { enWhy } from '../words/en-why.ts';
import type { WhyNotReason } from './why-not.queries.ts';

export type WhyTranslator = Translator<typeof enWhy>;
type StartReason = Extract<WhyNotReason, { about: 'start' }>;
type TakerReason = Extract<WhyNotReason, { about: 'person' | 'resource' }>;

/** The reasons of one person, room or licence, together. */
export interface Taker {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly isResource: boolean;
  readonly photo: Extract<WhyNotReason, { about: 'person' }>['person']['photo'];
  readonly reasons: readonly TakerReason[];
}

interface Words {
  readonly p: WhyTranslator;
  readonly text: ZonedText;
  readonly statusOf: (status: InterviewStatus) => string;
}

/** What is said of the start itself and of groups that lack somebody. */
export function startText(reason: WhyNotReason, { p, text, statusOf }: Words): string | null {
  if (reason.about === 'group') {
    if (reason.isResource) return p('whyNot.group.resource');
    return p('whyNot.group', { count: reason.missing, number: String(reason.group + 1) });
  }
  if (reason.about !== 'start') return null;
  return ofStart(reason, { p, text, statusOf });
}

function ofStart(reason: StartReason, { p, text, statusOf }: Words): string {
  switch (reason.because) {
    case 'status':
      return p('whyNot.start.status', { status: statusOf(reason.status) });
    case 'notice':
    case 'window':
      return p(`whyNot.start.${reason.because}`, { when: text.when(Date.parse(reason.limitAt)) });
    default:
      return p(`whyNot.start.${reason.because}`);
  }
}

export function takersOf(reasons: readonly WhyNotReason[]): Taker[] {
  const takers = new Map<string, Taker>();
  for (const reason of reasons) {
    if (reason.about !== 'person' && reason.about !== 'resource') continue;
    const isResource = reason.about === 'resource';
    const one = isResource
      ? { id: reason.resource.resourceId, name: reason.resource.name, photo: undefined }
      : { id: reason.person.personId, name: reason.person.name, photo: reason.person.photo };
    const key = `${reason.group} ${one.id}`;
    const known = takers.get(key)?.reasons ?? [];
    takers.set(key, { key, ...one, isResource, reasons: [...known, reason] });
  }
  return [...takers.values()];
}

/** One reason of a person or a room as half a sentence. */
export function reasonText(reason: TakerReason, { p, text }: Pick<Words, 'p' | 'text'>): string {
  switch (reason.because) {
    case 'inactive':
      return p(reason.about === 'resource' ? 'whyNot.inactive.resource' : 'whyNot.inactive');
    case 'skill':
      return p('whyNot.skill', { skills: text.formats.list(reason.skills) });
    case 'hours':
      return p(`whyNot.hours.${reason.of}`);
    case 'notice':
      return p('whyNot.notice', { when: text.when(Date.parse(reason.earliestAt)) });
    case 'day_cap':
    case 'week_cap':
      return p(`whyNot.${reason.because}`, { count: reason.cap });
    case 'busy':
    case 'buffer':
      return claimText(reason.claim, reason.because, { p, text });
    default:
      return p(`whyNot.${reason.because}`);
  }
}

type Claim = Extract<TakerReason, { because: 'busy' | 'buffer' }>['claim'];

function claimText(claim: Claim, because: 'busy' | 'buffer', { p, text }: Pick<Words, 'p' | 'text'>): string {
  const { kind, startsAt, endsAt, title, name } = claim;
  if (startsAt === null || endsAt === null) return p(because === 'busy' ? 'whyNot.busy' : 'whyNot.buffer.hidden');
  const span = { from: text.when(Date.parse(startsAt)), to: text.when(Date.parse(endsAt)) };
  const said = because === 'busy' ? p(`whyNot.busy.${kind}`, span) : p('whyNot.buffer', span);
  if (title === '') return said;
  return `${said} (${name === '' ? title : p('whyNot.with', { title, name })})`;
}
