import type { InterviewStatus } from '@interlude/shared/booking/booking-status';

const hourMs = 3_600_000;

/** A meeting as a line of time needs it. */
export interface DayMeeting {
  readonly interviewId: string;
  readonly status: InterviewStatus;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly interviewers: readonly { readonly personId: string; readonly name: string }[];
}

export type MeetingTime = 'past' | 'now' | 'ahead';

/** Whether a meeting is over, under way or to come; one that was started early is under way. */
export function timeOf({ status, startsAt, endsAt }: DayMeeting, nowMs: number): MeetingTime {
  if (status === 'in_progress') return 'now';
  if (status === 'completed' || status === 'no_show' || Date.parse(endsAt ?? '') <= nowMs) return 'past';
  return Date.parse(startsAt ?? '') <= nowMs ? 'now' : 'ahead';
}

export interface Bar<Meeting extends DayMeeting> {
  readonly meeting: Meeting;
  /** Parts of the whole line, 0 to 1: where it begins, how long it is, and how much there is until the next on its lane. */
  readonly at: number;
  readonly length: number;
  readonly room: number;
  readonly lane: number;
}

export interface Stave<Meeting extends DayMeeting> {
  readonly personId: string;
  readonly name: string;
  readonly bars: readonly Bar<Meeting>[];
  readonly lanes: number;
}

export interface Score<Meeting extends DayMeeting> {
  /** Instants of full hours since the beginning of the local day, one more than there are hours. */
  readonly hours: readonly number[];
  readonly staves: readonly Stave<Meeting>[];
}

const usualHours = [8, 18] as const;
/** Hours on the line that the label of a meeting needs, however short the meeting is. */
const labelHours = 0.75;
const rounding = 1e-9;

/**
 * A day as staves of people, each with their meetings as bars; whoever looks comes first, then who meets first. The line
 * goes from eight to six, and further where a meeting does.
 * @param dayMs The beginning of the local day; hours count from it, so one of 23 or 25 hours keeps its length.
 */
export function scoreOf<Meeting extends DayMeeting>(
  meetings: readonly Meeting[],
  { dayMs, myId }: { readonly dayMs: number; readonly myId: string },
): Score<Meeting> {
  const timed = meetings.filter(({ startsAt, endsAt }) => startsAt !== null && endsAt !== null);
  const hourOf = (text: string | null) => (Date.parse(text ?? '') - dayMs) / hourMs;
  const first = Math.floor(Math.min(usualHours[0], ...timed.map(({ startsAt }) => hourOf(startsAt))));
  // What goes on beyond the day is cut there.
  const ends = timed.map(({ startsAt, endsAt }) => Math.max(hourOf(endsAt), hourOf(startsAt) + labelHours));
  const last = Math.min(25, Math.ceil(Math.max(usualHours[1], ...ends)));
  const length = last - first;
  const people = new Map<string, { name: string; meetings: Meeting[] }>();
  for (const meeting of timed)
    for (const { personId, name } of meeting.interviewers) {
      if (name === '') continue;
      const known = people.get(personId) ?? { name, meetings: [] };
      known.meetings.push(meeting);
      people.set(personId, known);
    }
  const staves = [...people].map(([personId, { name, meetings: theirs }]) => {
    const placeOf = (text: string | null) => Math.min(1, Math.max(0, (hourOf(text) - first) / length));
    const bars = barsOf(theirs, { placeOf, labelPart: labelHours / length });
    return { personId, name, bars, lanes: 1 + Math.max(0, ...bars.map(({ lane }) => lane)) };
  });
  const isMine = ({ personId }: { personId: string }) => (personId === myId ? 0 : 1);
  const firstAt = ({ bars }: Stave<Meeting>) => bars[0]?.at ?? 0;
  return {
    hours: Array.from({ length: length + 1 }, (_, n) => dayMs + (first + n) * hourMs),
    staves: staves.sort(
      (one, other) =>
        isMine(one) - isMine(other) || firstAt(one) - firstAt(other) || one.name.localeCompare(other.name),
    ),
  };
}

// Where meetings of one person overlap, or follow each other so closely that their labels would, each has a lane of its own.
function barsOf<Meeting extends DayMeeting>(
  meetings: readonly Meeting[],
  { placeOf, labelPart }: { readonly placeOf: (text: string | null) => number; readonly labelPart: number },
): Bar<Meeting>[] {
  const ends: number[] = [];
  const bars = meetings
    .map((meeting) => ({ meeting, at: placeOf(meeting.startsAt), end: placeOf(meeting.endsAt) }))
    .sort((one, other) => one.at - other.at)
    .map(({ meeting, at, end }) => {
      const free = ends.findIndex((until) => until <= at + rounding);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = Math.max(end, at + labelPart);
      return { meeting, at, length: end - at, lane };
    });
  return bars.map((bar, n) => {
    const next = bars.slice(n + 1).find(({ lane }) => lane === bar.lane);
    return { ...bar, room: (next?.at ?? 1) - bar.at };
  });
}
