import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { mail, startTestSandbox } from '../test-sandbox.ts';
import { linksOf } from './links.ts';

const attack = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
const ics = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Gespräch\r\nEND:VCALENDAR\r\n';
const invite = {
  Name: 'invité "1".ics',
  Content: Buffer.from(ics).toString('base64'),
  ContentType: 'text/calendar; charset=utf-8; method=REQUEST',
  ContentID: null,
  Disposition: 'inline',
};

describe('the inbox', () => {
  it('lists mails newest first and filters by recipient and tag', async () => {
    const { url, postmark } = await startTestSandbox();
    await postmark.sendEmail(mail({ Subject: 'Older', Tag: 'link' }));
    await postmark.sendEmail(mail({ Subject: 'Newer', To: 'ben@example.com' }));
    const read = async (path: string) => (await fetch(url + path)).text();

    const all = await read('/');
    expect(all.indexOf('Newer')).toBeLessThan(all.indexOf('Older'));
    expect(await read('/?to=BEN@example.com')).not.toContain('Older');
    expect(await read('/?tag=link&to=')).toContain('Older');
    expect(await read('/?tag=nothing')).toContain('No mail matches');
  });

  it('escapes everything that came with a mail, on both pages', async () => {
    const { url, postmark } = await startTestSandbox();
    const { MessageID } = await postmark.sendEmail(
      mail({
        From: `"${attack.replaceAll('"', '\\"')}" <a@example.org>`,
        Subject: attack,
        Tag: attack,
        TextBody: `${attack} javascript:alert(3)`,
        HtmlBody: `<a href="javascript:alert(4)">x</a>${attack}`,
        Metadata: { [attack.slice(0, 20)]: attack.slice(0, 80) },
        Headers: [{ Name: attack, Value: attack }],
        Attachments: [{ ...invite, Name: `${attack}.ics`, Content: Buffer.from(attack).toString('base64') }],
      }),
    );

    for (const path of ['/', `/?to=${encodeURIComponent(attack)}`, `/inbox/${MessageID}`]) {
      const response = await fetch(url + path);
      const page = await response.text();
      expect(page).not.toMatch(/<script|<img|href="javascript:/i);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('shows the HTML of a mail in a sandbox that runs no script', async () => {
    const { url, postmark } = await startTestSandbox();
    const { MessageID } = await postmark.sendEmail(mail({ HtmlBody: '<html><head></head><body>Hello</body></html>' }));

    const page = await (await fetch(`${url}/inbox/${MessageID}`)).text();
    const body = await fetch(`${url}/inbox/${MessageID}/body`);

    expect(page).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)/);
    expect(await body.text()).toContain('<head><base target="_blank">');
  });

  it('shows mails side by side in light and dark, on a phone and on a desk, whatever the device is set to', async () => {
    const { url, postmark } = await startTestSandbox();
    const HtmlBody = '<style>@media (prefers-color-scheme: dark) { body { color: red } }</style>Hello';
    const { MessageID } = await postmark.sendEmail(mail({ HtmlBody, Tag: 'link' }));
    await postmark.sendEmail(mail({ Subject: attack, Tag: 'other' }));
    const read = async (path: string) => (await fetch(url + path)).text();

    const gallery = await read('/gallery?tag=link');
    const frames = [...gallery.matchAll(/width="(\d+)" src="([^"]+)"/g)].map(([, width, src]) => [width, src]);
    expect(frames).toEqual(
      ['light', 'dark'].flatMap((scheme) =>
        ['320', '600'].map((width) => [width, `/inbox/${MessageID}/body?scheme=${scheme}`]),
      ),
    );
    expect(await read(`/inbox/${MessageID}/body?scheme=dark`)).toContain('@media all { body');
    expect(await read(`/inbox/${MessageID}/body?scheme=light`)).toContain('@media not all { body');
    expect(await read(`/inbox/${MessageID}/body`)).toContain('prefers-color-scheme: dark');
    expect(await read('/gallery')).not.toMatch(/<script|<img/i);
  });

  it('shows the invitation as text and lets it be downloaded unchanged', async () => {
    const { url, postmark, control } = await startTestSandbox();
    const { MessageID } = await postmark.sendEmail(mail({ Attachments: [invite] }));

    expect(await (await fetch(`${url}/inbox/${MessageID}`)).text()).toContain('SUMMARY:Gespräch');
    const file = await fetch(`${url}/inbox/${MessageID}/attachments/0`);
    expect(await file.text()).toBe(ics);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''invit%C3%A9%20%221%22.ics");
    expect((await control.messages())[0]?.attachments).toEqual([
      {
        name: invite.Name,
        contentType: invite.ContentType,
        disposition: 'inline',
        bytes: Buffer.byteLength(ics),
        text: ics,
      },
    ]);
  });

  it('answers an unknown mail with 404', async () => {
    const { url } = await startTestSandbox();

    expect((await fetch(`${url}/inbox/nothing`)).status).toBe(404);
  });

  it('refuses control calls made by pages of other sites', async () => {
    const { url, postmark, control } = await startTestSandbox();
    await postmark.sendEmail(mail());

    const reset = await fetch(`${url}/__control/reset`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
    });

    expect(reset.status).toBe(403);
    expect(await control.messages()).toHaveLength(1);
  });
});

it('shows nothing to a page whose name was made to lead to this machine', async () => {
  const { url } = await startTestSandbox();
  const sent = request(`${url}/`, { headers: { host: 'evil.example' } }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(403);
});

describe('links of a mail', () => {
  it('are listed once each, decoded, web and mail links only', () => {
    const HtmlBody = `<a href="http://a.example/?x=1&amp;y=2#t">a</a><a href='mailto:hr@a.example'>m</a><a href="javascript:x()">j</a>`;
    const TextBody = 'Open http://a.example/?x=1&y=2#t, or http://b.example/.';

    expect(linksOf({ HtmlBody, TextBody })).toEqual([
      'http://a.example/?x=1&y=2#t',
      'mailto:hr@a.example',
      'http://b.example/',
    ]);
  });
});
