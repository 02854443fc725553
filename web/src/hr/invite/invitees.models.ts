/** Somebody to be invited: on file already, or made with the invitation. */
export interface Invitee {
  readonly name: string;
  readonly email: string;
}

export const mostInvitees = 200;

interface Read {
  readonly people: readonly Invitee[];
  /** Lines in which no address was found. */
  readonly wrong: readonly string[];
}

const address = /[^\s@<>,;"()]+@[^\s@<>,;"()]+\.[^\s@<>,;"()]+/;

/** Reads lines of a name and an address in either order, as lists and mail programs write them. */
export function inviteesIn(text: string): Read {
  const people: Invitee[] = [];
  const wrong: string[] = [];
  for (const line of text.split(/[\r\n]+/).map((one) => one.trim())) {
    if (line === '') continue;
    const email = address.exec(line)?.[0];
    if (email === undefined) {
      wrong.push(line);
      continue;
    }
    const rest = line.replace(email, ' ').replaceAll(/[<>,;"()\t]/g, ' ');
    const name = rest.replaceAll(/\s+/g, ' ').trim();
    people.push({ name: name === '' ? (email.split('@')[0] ?? email) : name, email });
  }
  return { people, wrong };
}

/** Each address once; whoever is there already stays as they are. */
export function withInvitees(present: readonly Invitee[], more: readonly Invitee[]): Invitee[] {
  const byAddress = new Map<string, Invitee>();
  for (const one of [...present, ...more]) {
    const key = one.email.toLowerCase();
    if (!byAddress.has(key)) byAddress.set(key, one);
  }
  return [...byAddress.values()].slice(0, mostInvitees);
}
