import type { Company } from '@interlude/dev-stack/test-company';
import type { Page } from 'playwright-core';

/** Refusals that belong to arriving at the console while signed out. */
export const refusedBeforeSignIn: readonly string[] = ['staff.me'];

/** Signs somebody of the company in at `/hr`, as a person would; ends on the list of interviews. */
export async function signIn(page: Page, company: Pick<Company, 'email' | 'password'>): Promise<void> {
  await page.goto('/hr');
  await page.getByLabel('Work email').fill(company.email);
  await page.getByLabel('Password', { exact: true }).fill(company.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: /^Good (morning|afternoon|evening), / }).waitFor();
}
