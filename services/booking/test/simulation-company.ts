import {
  allWeek,
  type CandidateBrowser,
  type NewService,
  openLink,
  proveAddress,
} from '@interlude/dev-stack/api-fixtures';
import type { BookingKind } from '@interlude/shared/booking/booking-kinds';
import type { SeriesRule } from '@interlude/shared/bundles/recurring-rule';
import type { Group, Template } from './history.ts';
import type { TestPortal } from './portal.ts';

/** What somebody books: one time, all parts of an invitation, or a service several times in a row. */
export interface Form {
  /** Of each of its bookings; a series has as many of the one as it is booked. */
  readonly templates: readonly number[];
  readonly arrangement?: { readonly gapMinutes: { min: number; max: number | null }; readonly withinDays: number };
  readonly rule?: SeriesRule;
}

/** One of these can be chosen by those who are invited to, or come for it. */
export const forms: readonly Form[] = [
  ...Array.from({ length: 14 }, (_, n): Form => ({ templates: [n] })),
  { templates: [14], rule: { freq: 'DAILY', interval: 1, count: 3 } },
  { templates: [15], rule: { freq: 'DAILY', interval: 2, count: 2 } },
  { templates: [0, 3], arrangement: { gapMinutes: { min: 0, max: 60 }, withinDays: 1 } },
  { templates: [7, 9, 12], arrangement: { gapMinutes: { min: 15, max: null }, withinDays: 2 } },
  { templates: [4, 6], arrangement: { gapMinutes: { min: 0, max: null }, withinDays: 1 } },
  { templates: [11], rule: { freq: 'DAILY', interval: 2, count: 2 } },
  { templates: [16] },
  { templates: [17] },
];

export interface Company {
  readonly people: readonly string[];
  readonly templates: readonly Template[];
  /** Somebody who may choose, on the copy of the service at this address; `ids` are of all that they may book. */
  begin(form: Form, base: string): Promise<{ candidate: CandidateBrowser; ids: readonly string[] }>;
}

interface Shape extends Omit<Template, 'id'> {
  readonly kind: BookingKind;
}

const policy = {
  invitationValidFor: 'P14D',
  minimumNotice: 'PT1H',
  bookingWindowDays: 4,
  holdFor: 'PT2M',
  waitlist: { offerFor: 'PT3M' },
  reschedule: { cutoff: 'PT0S', limit: 100, warnAt: 90 },
};

/**
 * Six people, one with a daily and one with a weekly cap and hours that recur, one with buffers of their own, two with a
 * skill, and templates and services, two of them for group sessions, among which nearly every pair shares somebody, or the
 * one room.
 */
export async function startCompany(portal: TestPortal, wanted: readonly Form[]): Promise<Company> {
  const people = await addPeople(portal);
  const blue = { name: 'Blue room', kind: 'room' };
  const { resourceId: room } = await portal.admin.call<{ resourceId: string }>('resources.create', blue);
  const shapes = shapesOf(people, room);
  const needed = new Set(wanted.flatMap(({ templates }) => templates));
  const services = new Map<number, NewService>();
  const templates: Template[] = [];
  for (const [n, { kind, ...shape }] of shapes.entries()) {
    const service = kind === 'appointment' && needed.has(n) ? await addService(portal, shape, wanted, n) : null;
    if (service !== null) services.set(n, service);
    const isTemplate = kind === 'interview' && needed.has(n);
    templates.push({ ...shape, id: isTemplate ? await addTemplate(portal, shape) : (service?.serviceId ?? '') });
  }
  return {
    people,
    templates,
    async begin({ templates: [first = 0, ...others], arrangement }, base) {
      const service = services.get(first);
      if (service !== undefined) {
        const client = await proveAddress(base, service, { codeOf: portal.codeOf });
        return { candidate: client, ids: [client.interviewId] };
      }
      const ids = [first, ...others].map((n) => templates[n]?.id ?? '');
      if (arrangement === undefined) {
        const invited = await portal.invite(ids[0] ?? '');
        return { candidate: await openLink(base, invited.link), ids: [invited.interviewId] };
      }
      const { link, interviewIds } = await portal.inviteParts(ids, arrangement);
      return { candidate: await openLink(base, link), ids: interviewIds };
    },
  };
}

async function addPeople(portal: TestPortal): Promise<string[]> {
  const hours = (zone: string) => ({ zone, weekly: allWeek('09:00', '17:00') });
  const afternoons = {
    rule: 'FREQ=DAILY;INTERVAL=2',
    startsOn: '2027-03-27',
    exceptions: [],
    ranges: [{ from: '12:00', to: '16:00' }],
    effect: 'replaces' as const,
  };
  return [
    await portal.addInterviewer(hours('Europe/Berlin')),
    await portal.addInterviewer({ ...hours('Asia/Kathmandu'), skills: ['german'] }),
    await portal.addInterviewer({ ...hours('Africa/Cairo'), skills: ['german'] }),
    await portal.addInterviewer({ ...hours('UTC'), settings: { buffers: { beforeMinutes: 5, afterMinutes: 20 } } }),
    await portal.addInterviewer({ ...hours('Europe/Berlin'), caps: { perDay: 2, perWeek: null } }),
    await portal.addInterviewer({ ...hours('UTC'), caps: { perDay: null, perWeek: 4 }, recurring: [afternoons] }),
  ];
}

function shapesOf([ana = '', ben = '', cem = '', dia = '', eva = '', fay = '']: readonly string[], room: string) {
  const one = (...anyOf: string[]): Group => ({ anyOf, count: 1 });
  const shape = (kind: BookingKind, panel: readonly Group[], minutes: readonly [number, number, number]): Shape => {
    const [durationMinutes, beforeMinutes, afterMinutes] = minutes;
    return { kind, panel, durationMinutes, buffers: { beforeMinutes, afterMinutes } };
  };
  return [
    shape('interview', [one(ana)], [30, 0, 15]),
    shape('interview', [one(ana)], [45, 10, 0]),
    shape('interview', [{ anyOf: [ana, cem], count: 2 }], [60, 0, 15]),
    shape('interview', [one(cem, dia)], [30, 5, 5]),
    shape('interview', [one(eva)], [30, 0, 0]),
    shape('interview', [one(ana, cem), one(dia, eva, ben)], [45, 0, 0]),
    shape('interview', [one(dia), { ...one(cem, ben), optional: true }], [30, 0, 0]),
    shape('interview', [{ ...one(ana, ben, cem), skills: ['german'] }], [30, 0, 10]),
    { ...shape('interview', [one(eva)], [30, 0, 5]), room },
    { ...shape('interview', [one(ben, dia)], [60, 10, 0]), room },
    shape('appointment', [one(ana)], [30, 0, 15]),
    { ...shape('appointment', [one(cem, dia)], [45, 5, 5]), room },
    shape('interview', [one(fay)], [30, 0, 10]),
    shape('appointment', [one(eva, fay)], [30, 0, 0]),
    shape('appointment', [one(cem, dia)], [30, 5, 5]),
    shape('appointment', [one(fay)], [45, 0, 0]),
    { ...shape('interview', [one(ana, cem)], [30, 0, 10]), places: 3 },
    { ...shape('appointment', [one(dia, eva)], [45, 5, 0]), room, places: 3 },
  ];
}

type NewShape = Omit<Template, 'id'>;

async function addTemplate(portal: TestPortal, { room, ...shape }: NewShape): Promise<string> {
  return await portal.addTemplate([], { ...shape, ...roomOf(room), stepMinutes: 15, policy });
}

function roomOf(room: string | undefined) {
  return { resources: room === undefined ? [] : [{ anyOf: [room], count: 1 }] };
}

async function addService(
  portal: TestPortal,
  { panel, durationMinutes, buffers, room, places = 1 }: NewShape,
  wanted: readonly Form[],
  n: number,
): Promise<NewService> {
  const isSeries = wanted.some(({ templates, rule }) => rule !== undefined && templates.includes(n));
  const series = isSeries ? { mostTimes: 6 } : null;
  const people = panel.flatMap(({ anyOf }) => anyOf);
  const more = {
    name: `Service ${n}`,
    durationMinutes,
    buffers,
    ...roomOf(room),
    stepMinutes: 15,
    policy,
    series,
    places,
  };
  return await portal.addService(people, more);
}
