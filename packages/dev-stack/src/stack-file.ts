import type { Portal } from './portal.ts';

/** What a first start fills in, kept with the data because links and passwords cannot be read back. */
export interface DemoData {
  readonly tenants: readonly DemoTenant[];
}

export interface DemoTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly staff: readonly DemoStaff[];
  readonly jobs: readonly unknown[];
  readonly templates: readonly unknown[];
  readonly interviews: readonly DemoInterview[];
  /** What anybody may book; absent in stacks filled before there were services. */
  readonly services?: readonly DemoService[];
}

export interface DemoService {
  readonly serviceId: string;
  readonly name: string;
  /** The public page. */
  readonly url: string;
}

export interface DemoStaff {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly personId: string;
}

export interface DemoInterview {
  readonly interviewId: string;
  readonly candidate: string;
  readonly link: string;
  /** How many interviews its invitation holds; absent for one. */
  readonly parts?: number;
  /** Of an open invitation to a group session: how many guests it has room for. */
  readonly places?: number;
}

/** Fills empty databases: example tenants when `demo`, else one administrator with a random password. */
export type FillDemo = (context: { readonly portal: Portal; readonly demo: boolean }) => Promise<DemoData>;

/** `stack.json`: what a running stack says of itself. */
export interface StackFile {
  readonly web: string;
  readonly booking: string;
  readonly notifications: string;
  readonly postmark: { readonly url: string; readonly inbox: string } | null;
  /** The stand-in for Google Calendar, and the page with everybody's week; null where the real one is used. */
  readonly calendars: { readonly google: string; readonly page: string } | null;
  readonly mongo: { readonly uri: string };
  readonly temporal: { readonly address: string; readonly namespace: string; readonly ui: string | null };
  /** Where each service counts, for Prometheus. */
  readonly metrics: Readonly<Record<'booking' | 'notifications' | 'workflows' | 'calendars', string>>;
  /** The release of the zone table all processes compute with, such as `2026f`. */
  readonly tzdata: string;
  readonly pids: Readonly<Record<string, number>>;
  readonly demo: DemoData;
}

/** The short table a person reads after the start. */
export function tableOf(stack: StackFile): string {
  const rows: [string, string][] = [
    ['Portal', stack.web],
    ['For HR', `${stack.web}/hr`],
    ...(stack.postmark ? [['Mail inbox', stack.postmark.inbox] as [string, string]] : []),
    ...(stack.calendars ? [['Calendars', stack.calendars.page] as [string, string]] : []),
    ...(stack.temporal.ui ? [['Temporal UI', stack.temporal.ui] as [string, string]] : []),
    ['MongoDB', stack.mongo.uri],
  ];
  const [tenant] = stack.demo.tenants;
  for (const person of tenant?.staff ?? []) {
    rows.push([`${tenant?.name}: ${person.roles.join(' and ')}`, `${person.email}  ${person.password}`]);
  }
  const link = tenant?.interviews.find((interview) => interview.link)?.link;
  if (link) rows.push(['Book as a candidate', link]);
  const several = tenant?.interviews.find((interview) => interview.parts !== undefined)?.link;
  if (several) rows.push(['Book two interviews on a day', several]);
  const shared = tenant?.interviews.find((interview) => interview.places !== undefined)?.link;
  if (shared) rows.push(['Book a place in a group session', shared]);
  for (const { name, url } of tenant?.services ?? []) rows.push([`Book as a client: ${name}`, url]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`).join('\n');
}
