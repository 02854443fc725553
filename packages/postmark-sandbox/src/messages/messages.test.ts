import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { Models } from 'postmark';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../sandbox.ts';
import {
  clientOf,
  eventually,
  failureOf,
  mail,
  newDataFolder,
  startReceiver,
  startTestSandbox,
  token,
} from '../test-sandbox.ts';
import { parseFilterDate } from './provider-date.ts';

describe('searching messages', () => {
  it('finds a message by one metadata field, newest first, with count and offset', async () => {
    const { postmark } = await startTestSandbox();
    for (const Tag of ['first', 'second', 'third']) await postmark.sendEmail(mail({ Tag, Metadata: { sk: 'k1' } }));
    await postmark.sendEmail(mail({ Tag: 'other', Metadata: { sk: 'k2' } }));

    const found = await postmark.getOutboundMessages({ count: 1, offset: 1, metadata_sk: 'k1' });

    expect(found).toMatchObject({ TotalCount: 3, Messages: [{ Tag: 'second', Metadata: { sk: 'k1' } }] });
  });

  it('honours every filter', async () => {
    const { postmark } = await startTestSandbox();
    await postmark.sendEmail(mail({ Tag: 'reminder', Cc: 'Zoë <zoe@example.com>', Subject: 'Tomorrow at ten' }));
    const totalWith = async (filter: object) =>
      (await postmark.getOutboundMessages({ count: 10, offset: 0, ...filter })).TotalCount;

    await eventually(async () => expect(await totalWith({ status: 'sent' })).toBe(1));
    const hits = { recipient: 'ZOE@example.com', fromEmail: 'interviews@interlude.example', tag: 'reminder' };
    const more = { subject: 'tomorrow', messageStream: 'outbound', fromDate: '2020-01-01', toDate: '2999-12-31' };
    const misses = [{ recipient: 'x@y.zz' }, { tag: 'x' }, { status: 'queued' }, { fromDate: '2999-01-01' }];

    expect(await totalWith({ ...hits, ...more })).toBe(1);
    for (const miss of misses) expect(await totalWith(miss), JSON.stringify(miss)).toBe(0);
  });

  it('demands count and offset, allows 500 at most and one metadata field at a time', async () => {
    const { url, postmark } = await startTestSandbox();
    const search = (query: string) =>
      fetch(`${url}/messages/outbound?${query}`, { headers: { 'x-postmark-server-token': token } });

    expect((await search('offset=0')).status).toBe(422);
    expect((await search('count=5')).status).toBe(422);
    expect((await search('count=501&offset=0')).status).toBe(422);
    expect(await failureOf(postmark.getOutboundMessages({ metadata_a: '1', metadata_b: '2' }))).toMatchObject({
      statusCode: 422,
    });
  });

  it('hides a message from the search until the index delay is over', async () => {
    const { postmark, control } = await startTestSandbox({ indexDelayMs: 300 });
    const accepted = await postmark.sendEmail(mail({ Metadata: { sk: 'k1' } }));
    const search = () => postmark.getOutboundMessages({ metadata_sk: 'k1' });

    expect(await search()).toMatchObject({ TotalCount: 0 });
    expect(await control.messages({ metadata_sk: 'k1' })).toHaveLength(1);
    const found = await eventually(async () => {
      const result = await search();
      expect(result.TotalCount).toBe(1);
      return result;
    });
    expect(found.Messages[0]?.MessageID).toBe(accepted.MessageID);
  });

  it('shows details with events, and the raw message with its attachment', async () => {
    const { postmark } = await startTestSandbox();
    const ics = {
      Name: 'invite.ics',
      Content: 'QkVHSU4=',
      ContentType: 'text/calendar; method=REQUEST',
      ContentID: null,
    };
    const { MessageID } = await postmark.sendEmail(mail({ HtmlBody: '<p>Grüße</p>', Attachments: [ics] }));

    const details = await eventually(async () => {
      const seen = await postmark.getOutboundMessageDetails(MessageID);
      expect(seen.MessageEvents).toHaveLength(1);
      return seen;
    });
    const dump = await postmark.getOutboundMessageDump(MessageID);

    expect(details).toMatchObject({ Status: 'Sent', HtmlBody: '<p>Grüße</p>', Attachments: ['invite.ics'] });
    expect(details.MessageEvents[0]).toMatchObject({ Type: 'Delivered', Recipient: 'ada@example.com' });
    expect(dump.Body).toContain(`X-PM-Message-Id: ${MessageID}`);
    expect(dump.Body).toContain('Content-Type: text/calendar; method=REQUEST');
    expect(await failureOf(postmark.getOutboundMessageDetails('nothing'))).toMatchObject({ code: 701 });
  });

  it('answers the calls about the server that the client makes', async () => {
    const { postmark } = await startTestSandbox();

    expect(await postmark.getServer()).toMatchObject({ DeliveryType: 'Live' });
    expect((await postmark.getMessageStreams()).MessageStreams.map(({ ID }) => ID)).toContain('outbound');
    expect(await postmark.getDeliveryStatistics()).toEqual({ InactiveMails: 0, Bounces: [{ Name: 'All', Count: 0 }] });
  });
});

describe('a restart', () => {
  it('still finds messages, suppressions, bounces, events and stats', async () => {
    const dataFolder = await newDataFolder();
    const options = { port: 0, tokens: [token], dataFolder, indexDelayMs: 0, deliveryDelayMs: 1 };
    const before = await startSandbox(options);
    const first = clientOf(before.port);
    const kept = await first.sendEmail(mail({ Metadata: { sk: 'k1' } }));
    await first.sendEmail(mail({ To: 'hardbounce@bounce-testing.postmarkapp.com' }));
    await eventually(async () => expect((await first.getBounces()).TotalCount).toBe(1));
    await eventually(async () =>
      expect((await first.getOutboundMessageDetails(kept.MessageID)).MessageEvents).toHaveLength(1),
    );
    await before.stop();

    const { postmark, control } = await startTestSandbox({ dataFolder });

    const found = await postmark.getOutboundMessages({ metadata_sk: 'k1' });
    expect(found.Messages.map(({ MessageID }) => MessageID)).toEqual([kept.MessageID]);
    expect((await postmark.getOutboundMessageDetails(kept.MessageID)).MessageEvents).toHaveLength(1);
    expect((await postmark.getSuppressions('outbound')).Suppressions).toMatchObject([
      { SuppressionReason: 'HardBounce' },
    ]);
    expect((await postmark.getBounces()).Bounces).toMatchObject([{ Type: Models.BounceType.HardBounce }]);
    expect(await control.stats()).toMatchObject({ accepted: 2, bySk: { k1: 1 }, withoutSk: 1, duplicates: 0 });
  });

  it('delivers what was accepted before it but not yet delivered', async () => {
    const dataFolder = await newDataFolder();
    const { received, webhook } = await startReceiver(200);
    const before = await startSandbox({ port: 0, tokens: [token], dataFolder, deliveryDelayMs: 60_000, webhook });
    const { MessageID } = await clientOf(before.port).sendEmail(mail());
    await before.stop();

    await startTestSandbox({ dataFolder, webhook });

    await eventually(() => expect(received).toMatchObject([{ RecordType: 'Delivery', MessageID }]));
  });

  it('repeats a webhook that nobody had answered', async () => {
    const dataFolder = await newDataFolder();
    const { received, webhook } = await startReceiver(500, 200);
    const before = await startSandbox({ port: 0, tokens: [token], dataFolder, deliveryDelayMs: 1, webhook });
    await clientOf(before.port).sendEmail(mail());
    await eventually(() => expect(received).toHaveLength(1));
    await before.stop();

    const { control } = await startTestSandbox({ dataFolder, webhook });

    await eventually(async () => expect((await control.stats()).webhooks).toMatchObject({ delivered: 1, pending: 0 }));
    expect(received[1]).toEqual(received[0]);
  });

  it('reads a journal whose last line was cut off by a crash, and goes on writing', async () => {
    const dataFolder = await newDataFolder();
    const before = await startSandbox({ port: 0, tokens: [token], dataFolder, deliveryDelayMs: 60_000 });
    await clientOf(before.port).sendEmail(mail({ Tag: 'whole' }));
    await before.stop();
    await appendFile(join(dataFolder, 'mailbox.jsonl'), '{"kind":"message","mess');

    const { postmark, control } = await startTestSandbox({ dataFolder });
    await postmark.sendEmail(mail({ Tag: 'after' }));

    expect((await control.messages()).map(({ request }) => request.Tag)).toEqual(['after', 'whole']);
    const lines = (await readFile(join(dataFolder, 'mailbox.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).kind)).toContain('message');
  });

  it('keeps every message it had answered when the process is killed', async () => {
    const dataFolder = await newDataFolder();
    const child = execFile(process.execPath, [join(import.meta.dirname, '../main.ts')], {
      env: { INTERLUDE_SANDBOX_PORT: '0', INTERLUDE_SANDBOX_TOKEN: token, INTERLUDE_SANDBOX_DATA: dataFolder },
    });
    const line = await new Promise<string>((resolve) => child.stdout?.once('data', (text) => resolve(String(text))));
    const client = clientOf(JSON.parse(line).port);
    await Promise.all(Array.from({ length: 20 }, (_, n) => client.sendEmail(mail({ Metadata: { sk: `k${n}` } }))));
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;

    const { control } = await startTestSandbox({ dataFolder });

    expect(await control.stats()).toMatchObject({ accepted: 20, duplicates: 0 });
  });
});

describe('date filters', () => {
  it('reads dates without an offset in US Eastern time, in summer and winter', () => {
    expect(parseFilterDate('2027-01-15', 'from')).toBe(Date.parse('2027-01-15T05:00:00Z'));
    expect(parseFilterDate('2027-07-15', 'to')).toBe(Date.parse('2027-07-16T03:59:59.999Z'));
    expect(parseFilterDate('2027-07-15T12:00:00', 'from')).toBe(Date.parse('2027-07-15T16:00:00Z'));
    expect(parseFilterDate('2027-07-15T12:00:00Z', 'from')).toBe(Date.parse('2027-07-15T12:00:00Z'));
    expect(parseFilterDate('soon', 'from')).toBeNull();
  });

  it('never puts the end of a day before its start', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString().slice(0, 10);
        expect(Number(parseFilterDate(text, 'to'))).toBeGreaterThan(Number(parseFilterDate(text, 'from')));
      }),
    );
  });
});
