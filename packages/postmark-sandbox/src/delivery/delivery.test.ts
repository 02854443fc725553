import { describe, expect, it } from 'vitest';
import { eventually, failureOf, mail, startReceiver, startTestSandbox } from '../test-sandbox.ts';

const hardBounce = 'hardbounce@bounce-testing.postmarkapp.com';

describe('what becomes of a mail', () => {
  it('tells of a delivery with metadata and Basic credentials', async () => {
    const { received, headers, webhook } = await startReceiver(200);
    const { postmark } = await startTestSandbox({ webhook });

    const { MessageID } = await postmark.sendEmail(mail({ Tag: 'invitation', Metadata: { sk: 'k1' } }));

    await eventually(() => expect(received).toHaveLength(1));
    expect(received[0]).toEqual({
      RecordType: 'Delivery',
      ServerID: expect.any(Number),
      MessageStream: 'outbound',
      MessageID,
      Recipient: 'ada@example.com',
      Tag: 'invitation',
      DeliveredAt: expect.any(String),
      Details: expect.any(String),
      Metadata: { sk: 'k1' },
    });
    const credentials = Buffer.from('hook:pässword').toString('base64');
    expect(headers[0]).toMatchObject({ authorization: `Basic ${credentials}`, 'content-type': 'application/json' });
  });

  it('bounces hard, suppresses the address and lets the bounce be activated', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark } = await startTestSandbox({ webhook });
    await postmark.sendEmail(mail({ To: hardBounce, Metadata: { sk: 'k1' } }));
    await eventually(() => expect(received.map(({ RecordType }) => RecordType)).toContain('SubscriptionChange'));

    const bounce = received.find(({ RecordType }) => RecordType === 'Bounce');
    expect(bounce).toMatchObject({
      Type: 'HardBounce',
      TypeCode: 1,
      Email: hardBounce,
      Inactive: true,
      Metadata: { sk: 'k1' },
    });
    expect(await failureOf(postmark.sendEmail(mail({ To: hardBounce })))).toMatchObject({ code: 406 });
    expect(await postmark.getDeliveryStatistics()).toMatchObject({ InactiveMails: 1 });

    const activated = await postmark.activateBounce(Number(bounce?.['ID']));

    expect(activated).toMatchObject({ Message: 'OK', Bounce: { Inactive: false } });
    expect(await postmark.sendEmail(mail({ To: hardBounce }))).toMatchObject({ Message: 'OK' });
  });

  it('bounces softly without suppressing', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark } = await startTestSandbox({ webhook });

    await postmark.sendEmail(mail({ To: 'Soft_Bounce@bounce-testing.postmarkapp.com' }));

    await eventually(() => expect(received).toMatchObject([{ RecordType: 'Bounce', TypeCode: 4096, Inactive: false }]));
    expect((await postmark.getSuppressions('outbound')).Suppressions).toEqual([]);
  });

  it('delivers to a black hole in silence: an event, but no webhook', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark, control } = await startTestSandbox({ webhook });

    await postmark.sendEmail(mail({ To: 'ada@blackhole.postmarkapp.com' }));

    await eventually(async () => expect((await control.messages())[0]?.events).toMatchObject([{ Type: 'Delivered' }]));
    expect((await control.stats()).webhooks.pending).toBe(0);
    expect(received).toEqual([]);
  });

  it('lets any address complain after delivery, which nobody can lift', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark, control } = await startTestSandbox({ webhook });
    await control.setAddress('ada@example.com', 'spam-complaint');
    await postmark.sendEmail(mail());

    await eventually(() => expect(received).toHaveLength(3));
    expect(received.map(({ RecordType }) => RecordType).sort()).toEqual([
      'Delivery',
      'SpamComplaint',
      'SubscriptionChange',
    ]);
    const lifted = await postmark.deleteSuppressions('outbound', {
      Suppressions: [{ EmailAddress: 'ada@example.com' }],
    });
    expect(lifted.Suppressions).toMatchObject([{ Status: 'Failed' }]);
    expect(await failureOf(postmark.activateBounce(1))).toMatchObject({ statusCode: 422 });
    expect((await control.messages())[0]?.state).toBe('complained');
  });

  it('lets a delivered mail bounce later', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark, control } = await startTestSandbox({ webhook });
    const { MessageID } = await postmark.sendEmail(mail());
    await eventually(() => expect(received).toHaveLength(1));

    await control.bounce(MessageID, 'hard-bounce');

    await eventually(() => expect(received.map(({ RecordType }) => RecordType)).toContain('Bounce'));
    expect((await control.messages())[0]?.state).toBe('bounced');
  });

  it('creates and lifts suppressions one by one and tells of each', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark } = await startTestSandbox({ webhook });
    const entries = { Suppressions: [{ EmailAddress: 'ada@example.com' }, { EmailAddress: 'nonsense' }] };

    const created = await postmark.createSuppressions('outbound', entries);
    const listed = await postmark.getSuppressions('outbound', { emailAddress: 'ada@example.com' });
    const deleted = await postmark.deleteSuppressions('outbound', {
      Suppressions: [{ EmailAddress: 'ada@example.com' }],
    });

    expect(created.Suppressions.map(({ Status }) => Status)).toEqual(['Suppressed', 'Failed']);
    expect(listed.Suppressions).toMatchObject([{ SuppressionReason: 'ManualSuppression', Origin: 'Customer' }]);
    expect(deleted.Suppressions).toMatchObject([{ Status: 'Deleted', Message: null }]);
    await eventually(() => expect(received).toHaveLength(2));
    expect(received.map(({ MessageID }) => MessageID)).toEqual([null, null]);
  });
});

describe('webhook tries', () => {
  it('tries again until it is answered 200', async () => {
    const { received, webhook } = await startReceiver(500, 302, 200);
    const { postmark, control } = await startTestSandbox({ webhook, webhookRetryScale: 1e-7 });

    await postmark.sendEmail(mail());

    await eventually(async () => expect((await control.stats()).webhooks).toMatchObject({ delivered: 1, pending: 0 }));
    expect(received).toHaveLength(3);
  });

  it('stops for good at 403', async () => {
    const { received, webhook } = await startReceiver(403, 200);
    const { postmark, control } = await startTestSandbox({ webhook, webhookRetryScale: 1e-7 });

    await postmark.sendEmail(mail());

    await eventually(async () => expect((await control.stats()).webhooks).toMatchObject({ stopped: 1, pending: 0 }));
    expect(received).toHaveLength(1);
  });

  it('gives a delivery three more tries and a bounce ten', async () => {
    const { received, webhook } = await startReceiver(401);
    const { postmark, control } = await startTestSandbox({ webhook, webhookRetryScale: 1e-7 });

    await postmark.sendEmail(mail());
    await postmark.sendEmail(mail({ To: 'softbounce@bounce-testing.postmarkapp.com' }));

    await eventually(async () => expect((await control.stats()).webhooks['given-up']).toBe(2));
    expect(received.filter(({ RecordType }) => RecordType === 'Delivery')).toHaveLength(4);
    expect(received.filter(({ RecordType }) => RecordType === 'Bounce')).toHaveLength(11);
  });
});
