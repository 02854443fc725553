import type { Company } from '@interlude/dev-stack/test-company';
import { until } from '@interlude/dev-stack/until-ready';

type Mail = Awaited<ReturnType<Company['mailbox']['messages']>>[number];

/** What a calendar program reads from the invitation of one mail. */
export interface Invitation {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly status: string;
  readonly attendee: string;
}

/** The mail of one kind to the candidate of an interview, as soon as the provider has accepted it. */
export async function mailTo(company: Company, interviewId: string, tag: string): Promise<Mail> {
  return await until(
    `the mail "${tag}" of ${interviewId}`,
    async () => {
      const mails = await company.mailbox.messages({ metadata_iv: interviewId, tag });
      return mails.find(({ recipients }) => recipients.some((address) => address.includes('@candidate.example')));
    },
    { everyMs: 100 },
  );
}

/** Reads the calendar file of a mail; throws when it is not what RFC 5545 and 6047 ask for. */
export function invitationIn(mail: Mail): Invitation {
  const file = mail.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
  const text = file?.text ?? '';
  if (text.replaceAll('\r\n', '').includes('\n')) throw new Error('a line of the calendar file does not end in CRLF');
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  const propertyOf = (name: string) => {
    const line = lines.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
    if (line === undefined) throw new Error(`no ${name} in the calendar file`);
    return line.slice(name.length + 1);
  };
  const method = propertyOf('METHOD');
  if (!file?.contentType.includes(`method=${method}`)) throw new Error(`${file?.contentType} holds METHOD:${method}`);
  if (lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-2) !== 'END:VCALENDAR') throw new Error('not one calendar object');
  return {
    method,
    uid: propertyOf('UID'),
    sequence: Number(propertyOf('SEQUENCE')),
    startsAt: instantOf(propertyOf('DTSTART')),
    endsAt: instantOf(propertyOf('DTEND')),
    status: propertyOf('STATUS'),
    attendee: propertyOf('ATTENDEE'),
  };
}

/** `20270314T060000Z` → `2027-03-14T06:00:00Z`. */
function instantOf(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
}
