/** Who a website says its visitor is; a suggestion that they can change, and proves nothing. */
export interface Prefill {
  readonly name: string;
  readonly email: string;
}

const longestName = 120;
const longestEmail = 254;

/** What the fragment of an address suggests, `#name=…&email=…`, or null where it suggests nothing that can be typed. */
export function prefillOf(hash: string): Prefill | null {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const name = (said.get('name') ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  // A plus that was not escaped reads as a space, which no address holds.
  const email = (said.get('email') ?? '').trim().replaceAll(' ', '+');
  const prefill = {
    name: name.length <= longestName ? name : '',
    email: email.length <= longestEmail && /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(email) ? email : '',
  };
  return prefill.name === '' && prefill.email === '' ? null : prefill;
}
