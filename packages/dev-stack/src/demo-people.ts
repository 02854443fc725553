import type { StaffRole } from '@interlude/shared/booking/terms';
import type { Recurring } from '@interlude/shared/schemas/availability';

interface DemoPerson {
  readonly name: string;
  readonly title: string;
  readonly address: string;
  readonly roles: readonly StaffRole[];
  readonly zone: string;
  /** Has a calendar elsewhere. */
  readonly hasCalendar?: boolean;
  readonly hours?: { readonly from: string; readonly to: string };
  /** Hours that come by a rule, beside the weekly ones or instead of them. */
  readonly recurring?: readonly Recurring[];
}

export interface DemoCompany {
  readonly name: string;
  readonly domain: string;
  readonly zone: string;
  /** `#rrggbb`; null keeps the usual colour. */
  readonly accent: string | null;
  readonly people: readonly DemoPerson[];
  readonly jobs: readonly { readonly title: string; readonly department: string; readonly location: string }[];
}

const office = { from: '09:00', to: '17:00' };

/** Two companies that do not exist, under a domain nobody can own (RFC 2606). */
export const companies: readonly DemoCompany[] = [
  {
    name: 'Nordlicht Instruments',
    domain: 'nordlicht.example',
    zone: 'Europe/Berlin',
    accent: null,
    people: [
      { name: 'Ruth Okafor', title: 'Head of people', address: 'ruth', roles: ['tenant_admin'], zone: 'Europe/Berlin' },
      { name: 'Jonas Lindqvist', title: 'Recruiter', address: 'jonas', roles: ['recruiter'], zone: 'Europe/Berlin' },
      { name: 'Petra Vogel', title: 'Recruiter', address: 'petra', roles: ['recruiter'], zone: 'Europe/Berlin' },
      {
        name: 'Mara Brandt',
        title: 'Engineering lead',
        address: 'mara',
        roles: ['hiring_manager', 'interviewer'],
        zone: 'Europe/Berlin',
        hasCalendar: true,
        hours: office,
      },
      {
        name: 'Dele Adeyemi',
        title: 'Staff engineer',
        address: 'dele',
        roles: ['interviewer'],
        zone: 'America/New_York',
        hasCalendar: true,
        hours: { from: '07:00', to: '15:00' },
      },
      {
        name: 'Sunita Gurung',
        title: 'Design engineer',
        address: 'sunita',
        roles: ['interviewer'],
        zone: 'Asia/Kathmandu',
        hours: { from: '11:00', to: '20:00' },
        // Away on the first Monday of each month, and there on every second Saturday.
        recurring: [
          { rule: 'FREQ=MONTHLY;BYDAY=1MO', startsOn: '2026-01-05', exceptions: [], ranges: [], effect: 'replaces' },
          {
            rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA',
            startsOn: '2026-01-03',
            exceptions: [],
            ranges: [{ from: '12:00', to: '16:00' }],
            effect: 'adds',
          },
        ],
      },
      { name: 'Ilse Haan', title: 'Operations', address: 'ilse', roles: ['ops'], zone: 'Europe/Amsterdam' },
    ],
    jobs: [
      { title: 'Frontend engineer', department: 'Product', location: 'Berlin or remote' },
      { title: 'Firmware engineer', department: 'Devices', location: 'Berlin' },
    ],
  },
  {
    name: 'Harbour & Pine',
    domain: 'harbourpine.example',
    zone: 'Europe/Lisbon',
    accent: '#0f6b57',
    people: [
      { name: 'Inês Tavares', title: 'Founder', address: 'ines', roles: ['tenant_admin'], zone: 'Europe/Lisbon' },
      {
        name: 'Tomás Rocha',
        title: 'Studio lead',
        address: 'tomas',
        roles: ['hiring_manager', 'interviewer'],
        zone: 'Europe/Lisbon',
        hours: office,
      },
    ],
    jobs: [{ title: 'Furniture designer', department: 'Studio', location: 'Porto' }],
  },
];

/** Invited to two interviews on one day. */
export const dayCandidate = { name: 'Ioana Șerban', address: 'ioana', zone: 'Europe/Bucharest' } as const;

/** Who is invited to the group session: the first two book a place, the last one has the choice. */
export const groupCandidates = [
  { name: 'Freya Madsen', address: 'freya', zone: 'Europe/Copenhagen' },
  { name: 'Tariq Rahman', address: 'tariq', zone: 'Europe/London' },
  { name: 'Noor van Dijk', address: 'noor', zone: 'Europe/Amsterdam' },
] as const;

/** Candidates with names that test layouts: accents, right-to-left, long, one word. */
export const candidates = [
  { name: 'Amélie Durand', address: 'amelie', zone: 'Europe/Paris', locale: 'en' },
  { name: 'Kofi Mensah', address: 'kofi', zone: 'Africa/Accra', locale: 'en' },
  { name: 'ليلى الحداد', address: 'layla', zone: 'Africa/Cairo', locale: 'ar' },
  { name: 'Wolfgang Maximilian von Hohenfels-Sonnenberg', address: 'wolfgang', zone: 'Europe/Vienna', locale: 'de' },
  { name: 'Chandra', address: 'chandra', zone: 'Asia/Kolkata', locale: 'en' },
  { name: 'Zoë Ní Bhriain', address: 'zoe', zone: 'Europe/Dublin', locale: 'en' },
  { name: 'Nguyễn Thị Mai', address: 'mai', zone: 'Asia/Ho_Chi_Minh', locale: 'en' },
  { name: 'Oskar Wiśniewski', address: 'oskar', zone: 'Europe/Warsaw', locale: 'en' },
  { name: 'Mele Tupou', address: 'mele', zone: 'Pacific/Tongatapu', locale: 'en' },
  { name: 'Rosa Jiménez', address: 'rosa', zone: 'America/Mexico_City', locale: 'es' },
  { name: 'Hye-jin Park', address: 'hyejin', zone: 'Asia/Seoul', locale: 'en' },
  { name: 'Tariq Rahman Khan', address: 'tariq', zone: 'Asia/Karachi', locale: 'en' },
] as const;
