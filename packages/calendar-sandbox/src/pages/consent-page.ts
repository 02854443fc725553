import { html } from '@interlude/postmark-sandbox/html';
import { page } from './page.ts';

/** Asks whether a client may have what it wishes for, as somebody who lives here. */
export function consentPage(emails: readonly string[], query: Record<string, string>): string {
  const scopes = (query['scope'] ?? '').split(' ').map((scope) => html`<li>${scope}</li>`);
  const kept = Object.entries(query).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const choice = emails.map(
    (email) => html`<option ${email === query['login_hint'] ? 'selected' : ''}>${email}</option>`,
  );
  return page(
    'Allow access',
    html`<h1>Interlude wants to access your calendars</h1>
<p class="muted">A stand-in for the consent page of Google. Nothing here leaves this machine.</p>
<ul>${scopes}</ul>
<form class="fields" method="post" action="/o/oauth2/v2/auth">
${kept}
<label>Account <select name="email">${choice}</select></label>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button>
</form>`,
  );
}

export function refusedPage(problem: string): string {
  return page('Access blocked', html`<h1>Access blocked</h1><p>Error: ${problem}</p>`);
}
