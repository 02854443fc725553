import fc from 'fast-check';
import { Errors } from 'postmark';
import { describe, expect, it } from 'vitest';
import { clientOf, eventually, failureOf, mail, startReceiver, startTestSandbox, token } from '../test-sandbox.ts';
import { createFaultPlan, type Fault } from './fault-plan.ts';

describe('faults before a mail is accepted', () => {
  const answers: [Fault['kind'], unknown, object][] = [
    ['429', Errors.RateLimitExceededError, { statusCode: 429 }],
    ['500', Errors.InternalServerError, { statusCode: 500 }],
    ['503', Errors.ServiceUnavailablerError, { statusCode: 503, code: 100 }],
    ['403-html', Errors.UnknownError, { statusCode: 403, code: 0 }],
    ['reset-before-accept', Errors.PostmarkError, { message: 'fetch failed', code: 0, statusCode: 0 }],
  ];
  it.each(answers)('%s fails the call, keeps nothing and strikes once when told to', async (kind, type, fields) => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind, count: 1 }]);

    const error = await failureOf(postmark.sendEmail(mail()));

    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(fields);
    expect(await control.messages()).toEqual([]);
    expect(await postmark.sendEmail(mail())).toMatchObject({ Message: 'OK' });
  });

  it('429 says in a header how many seconds to wait', async () => {
    const { url, control } = await startTestSandbox();
    await control.setFaults([{ kind: '429', retryAfter: 7 }]);

    const response = await fetch(`${url}/email`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-postmark-server-token': token },
      body: JSON.stringify(mail()),
    });

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('can break the search instead of the send', async () => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind: '500', target: 'search', count: 1 }]);

    expect(await postmark.sendEmail(mail())).toMatchObject({ Message: 'OK' });
    expect(await failureOf(postmark.getOutboundMessages())).toBeInstanceOf(Errors.InternalServerError);
    expect(await postmark.getOutboundMessages()).toMatchObject({ TotalCount: 1 });
  });
});

describe('faults after a mail was accepted', () => {
  it('accept-then-reset keeps the mail although the client saw a failed fetch', async () => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind: 'accept-then-reset', tag: 'reminder' }]);

    const error = await failureOf(postmark.sendEmail(mail({ Tag: 'reminder', Metadata: { sk: 'k1' } })));

    expect(error).toMatchObject({ message: 'fetch failed', code: 0 });
    expect(await postmark.getOutboundMessages({ metadata_sk: 'k1' })).toMatchObject({ TotalCount: 1 });
    expect(await postmark.sendEmail(mail({ Tag: 'invitation' }))).toMatchObject({ Message: 'OK' });
  });

  it('accept-then-hang keeps the mail and never answers', async () => {
    const { port, control } = await startTestSandbox();
    await control.setFaults([{ kind: 'accept-then-hang', count: 1 }]);
    const hasty = clientOf(port, { timeout: 0.2 });

    expect(await failureOf(hasty.sendEmail(mail({ Metadata: { sk: 'k1' } })))).toMatchObject({
      message: expect.stringContaining('timeout'),
    });
    await eventually(async () => expect(await control.stats()).toMatchObject({ bySk: { k1: 1 } }));
  });

  it('accept-then-truncate answers 200 with half the JSON, which the client passes on as text', async () => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind: 'accept-then-truncate' }]);

    const reply: unknown = await postmark.sendEmail(mail());

    expect(reply).toEqual(expect.stringMatching(/^\{"To"/));
    expect(await control.messages()).toHaveLength(1);
  });

  it('does not spend such a fault on a mail that is refused', async () => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind: 'accept-then-reset', count: 1 }]);

    expect(await failureOf(postmark.sendEmail(mail({ To: '' })))).toMatchObject({ code: 300 });
    expect(await control.faults()).toMatchObject([{ kind: 'accept-then-reset', count: 1 }]);
  });

  it('slow accepts late, also when the client has given up', async () => {
    const { port, control } = await startTestSandbox();
    await control.setFaults([{ kind: 'slow', ms: 2_000 }]);
    const hasty = clientOf(port, { timeout: 0.05 });

    await failureOf(hasty.sendEmail(mail()));

    expect(await control.messages()).toEqual([]);
    await eventually(async () => expect(await control.messages()).toHaveLength(1));
  });
});

describe('webhook faults', () => {
  it('duplicate-webhook posts the same event twice', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark, control } = await startTestSandbox({ webhook });
    await control.setFaults([{ kind: 'duplicate-webhook', count: 1 }]);

    await postmark.sendEmail(mail());

    await eventually(() => expect(received).toHaveLength(2));
    expect(received[1]).toEqual(received[0]);
  });

  it('reorder-webhook lets a later event overtake', async () => {
    const { received, webhook } = await startReceiver(200);
    const { postmark, control } = await startTestSandbox({ webhook });
    await control.setFaults([{ kind: 'reorder-webhook', recipient: 'first@example.com' }]);

    await postmark.sendEmail(mail({ To: 'first@example.com' }));
    await eventually(async () => expect((await control.stats()).webhooks.pending).toBe(1));
    await postmark.sendEmail(mail({ To: 'second@example.com' }));

    await eventually(() => expect(received).toHaveLength(2));
    expect(received.map(({ Recipient }) => Recipient)).toEqual(['second@example.com', 'first@example.com']);
  });
});

describe('the fault plan', () => {
  it('is replaced as a whole and refuses kinds it does not know', async () => {
    const { control } = await startTestSandbox();

    await control.setFaults([{ kind: '500' }, { kind: '429' }]);
    expect(await control.setFaults([{ kind: '503', count: 2 }])).toEqual([{ kind: '503', count: 2 }]);
    await expect(control.setFaults([{ kind: 'fire' as never }])).rejects.toThrow('400');
    await control.reset();
    expect(await control.faults()).toEqual([]);
  });

  it('strikes only mail to the named recipient, whatever its case', async () => {
    const { postmark, control } = await startTestSandbox();
    await control.setFaults([{ kind: '500', recipient: 'ADA@example.com' }]);

    expect(await postmark.sendEmail(mail({ To: 'ben@example.com' }))).toMatchObject({ Message: 'OK' });
    expect(await failureOf(postmark.sendEmail(mail({ To: 'Ada <ada@example.com>' })))).toMatchObject({
      statusCode: 500,
    });
  });

  it('waits for afterSeconds', () => {
    const plan = createFaultPlan();
    plan.replace([{ kind: '500', afterSeconds: 3600 }]);

    expect(plan.take(['500'], { tags: [], recipients: [] })).toBeNull();
  });

  it('never strikes more often than count and obeys probability', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (count, draws) => {
          let drawn = 0;
          const plan = createFaultPlan(() => draws[drawn++] ?? 1);
          plan.replace([{ kind: '500', count, probability: 0.5 }]);
          const struck = draws.filter(() => plan.take(['500'], { tags: [], recipients: [] })).length;
          expect(struck).toBe(Math.min(count, draws.filter((draw) => draw < 0.5).length));
        },
      ),
    );
  });
});
