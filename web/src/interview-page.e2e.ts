import { expect, it } from 'vitest';
import { violationsOn } from './test-axe.ts';
import { refusedBeforeSignIn, signIn } from './test-staff.ts';
import { stageOfFile } from './test-stage.ts';

const stage = stageOfFile();

it('the page of an interview begins with its time, on both clocks, and has one primary button', async () => {
  const { company } = stage;
  const templateId = await company.addTemplate([await company.addInterviewer({ name: 'Mara Brandt', zone: 'UTC' })]);
  const candidate = await company.invite(templateId, {}, { name: 'Noor Haddad' });
  const startsAt = (await candidate.slots()).starts[8] ?? '';
  await candidate.book(startsAt);
  const { page } = await stage.visit({ mayBeRefused: refusedBeforeSignIn });
  await signIn(page, company);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`/hr/interviews/${candidate.interviewId}`);
    const bar = page.getByRole('region', { name: 'When', exact: true });
    await expect
      .poll(() => bar.locator('.interval time').first().getAttribute('datetime'))
      .toBe(new Date(startsAt).toISOString());
    // The candidate's own, on which they have booked.
    const there = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Lisbon', hour: '2-digit', minute: '2-digit' });
    await bar.getByText(there.format(new Date(startsAt))).waitFor();
    await bar.getByText('Mara').waitFor();
    // Nothing but the heading and what it is about stands before it.
    const [top = 0, title = 0, rest = 0] = await Promise.all(
      ['.when-bar', 'h1', '.hr-facts'].map(async (one) => (await page.locator(one).first().boundingBox())?.y),
    );
    expect(title).toBeLessThan(top);
    expect(top).toBeLessThan(rest);
    const primary = page.locator('main .button-primary').filter({ visible: true });
    await expect.poll(() => primary.count()).toBe(1);
    expect(await violationsOn(page)).toEqual([]);
  }
});
