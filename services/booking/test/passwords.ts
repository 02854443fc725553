import type { Browser } from '@interlude/dev-stack/api-browser';
import type { TestPortal } from './portal.ts';

interface KeyRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly purpose: 'invited' | 'lost';
}

/** The tokens in the mails that a person has coming, the latest last, as notifications is told them. */
export async function mailedTokens(portal: TestPortal, personId: string): Promise<string[]> {
  await portal.app.afterwards.settled();
  const keys = await portal.collection<KeyRow>('passwordKeys').find({ personId }).sort({ _id: 1 }).toArray();
  return await Promise.all(keys.map((key) => tokenIn(portal, key)));
}

async function tokenIn(portal: TestPortal, { _id, tenantId, personId, purpose }: KeyRow): Promise<string> {
  const kind = purpose === 'invited' ? 'colleague_invited' : 'password_lost';
  const ref = { tenantId, interviewId: _id, key: `${kind}@0:interviewer:${personId}` };
  const { message } = (await portal.internal('messageFor', ref)) as { message: { url: string } };
  return new URL(message.url).hash.slice(1);
}

export const newPassword = 'a new and long password';

/** Somebody who was invited and has set `newPassword`. */
export async function addColleague(
  portal: TestPortal,
  { name = 'Noor Haddad', email, roles = ['recruiter'] }: { name?: string; email: string; roles?: string[] },
): Promise<{ personId: string; browser: Browser }> {
  const { personId } = await portal.admin.call<{ personId: string }>('people.inviteColleague', { name, email, roles });
  const [token = ''] = await mailedTokens(portal, personId);
  await portal.browser().call('staff.reset', { token, password: newPassword });
  return { personId, browser: await portal.signIn(email, newPassword) };
}
