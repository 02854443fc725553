/** What an add-to-calendar link says; instants are ISO-8601 UTC. */
export interface CalendarEntry {
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly details: string;
  readonly location: string;
  readonly zone: string;
}

export interface CalendarLinks {
  readonly google: string;
  readonly outlook: string;
  readonly office365: string;
}

/**
 * Links that open a prefilled entry. They make copies nobody can update later, so pages prefer the mailed invite and
 * say so. Forms: Google `render?action=TEMPLATE`, Outlook deep link `calendar/0/action/compose`.
 */
export function calendarLinks(entry: CalendarEntry): CalendarLinks {
  const google = query({
    action: 'TEMPLATE',
    text: entry.title,
    dates: `${basic(entry.startsAt)}/${basic(entry.endsAt)}`,
    details: entry.details,
    location: entry.location,
    ctz: entry.zone,
  });
  const outlook = query({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: entry.title,
    startdt: entry.startsAt,
    enddt: entry.endsAt,
    body: entry.details,
    location: entry.location,
  });
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/action/compose?${outlook}`,
    office365: `https://outlook.office.com/calendar/0/action/compose?${outlook}`,
  };
}

function query(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** RFC 5545 basic form of a UTC instant: `20270314T060000Z`. */
function basic(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/g, '');
}
