import { z } from 'zod';
import type { meetingProviders } from './terms.ts';

type MeetingProvider = (typeof meetingProviders)[number];

/** Where the meetings of each provider are held; names below these belong to them too. */
export const knownMeetingHosts = {
  zoom: ['zoom.us', 'zoomgov.com'],
  google_meet: ['meet.google.com'],
  teams: ['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft'],
} as const;
const everyKnownHost: readonly string[] = Object.values(knownMeetingHosts).flat();

// A name that ends in letters, so no address literal; neither a user nor a port can follow it.
const hostName = String.raw`(?:[a-z\d-]+\.)+[a-z][a-z\d-]*`;
const linkPattern = new RegExp(String.raw`^https://(${hostName})(?:[/?#][^\s"'\`<>\\]*)?$`, 'i');

/** A link that people can be sent to: https on a name, without user, port or quotes. */
export const meetingUrlSchema = z
  .url({ protocol: /^https$/ })
  .max(500)
  .regex(linkPattern, 'must be https on a host name, without user, port or quotes');

/** The name of a host that meetings may be held at. */
export const meetingHostSchema = z
  .string()
  .max(253)
  .regex(new RegExp(`^${hostName}$`))
  .lowercase();

/** Whether people who meet like this need a link to come together. */
export function needsMeetingLink(provider: MeetingProvider): boolean {
  return provider !== 'phone' && provider !== 'in_person';
}

export interface MeetingPlace {
  readonly provider: MeetingProvider;
  readonly meetingUrl?: string | undefined;
}

/** What is wrong with the link of a meeting, or null. The company's own list of hosts goes before the known ones. */
export function meetingLinkProblem(
  { provider, meetingUrl }: MeetingPlace,
  companyHosts: readonly string[] | undefined,
): string | null {
  if (meetingUrl === undefined) return needsMeetingLink(provider) ? 'is needed where people meet on a call' : null;
  const host = linkPattern.exec(meetingUrl)?.[1]?.toLowerCase() ?? '';
  const isBelow = (one: string) => host === one || host.endsWith(`.${one}`);
  return (companyHosts ?? hostsOf(provider)).some(isBelow) ? null : 'is not at a host where the company meets';
}

function hostsOf(provider: MeetingProvider): readonly string[] {
  return provider in knownMeetingHosts ? knownMeetingHosts[provider as keyof typeof knownMeetingHosts] : everyKnownHost;
}
