import { Errors, type Message } from 'postmark';
import { describe, expect, it } from 'vitest';
import { clientOf, failureOf, mail, startTestSandbox, token } from '../test-sandbox.ts';

const icon = { Name: 'run.exe', Content: 'AAAA', ContentType: 'application/octet-stream', ContentID: null };
const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-postmark-server-token': token,
};

describe('sending one mail', () => {
  it('answers an accepted mail as the provider does', async () => {
    const { postmark } = await startTestSandbox();

    const reply = await postmark.sendEmail(mail({ Metadata: { sk: 'k1' } }));

    expect(reply).toEqual({
      To: 'ada@example.com',
      SubmittedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      MessageID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ErrorCode: 0,
      Message: 'OK',
    });
  });

  const refusals: [string, Partial<Message>, { code: number; message: string | RegExp }][] = [
    ['a missing sender', { From: '' }, { code: 300, message: "Invalid 'From' value." }],
    [
      'an address without @',
      { To: 'World' },
      { code: 300, message: "Error parsing 'To': Illegal email address 'World'. It must contain the '@' symbol." },
    ],
    ['an address without a top domain', { To: 'foo@bar' }, { code: 300, message: "Invalid 'To' address: 'foo@bar'." }],
    ['nobody to send to', { To: '' }, { code: 300, message: 'Zero recipients specified' }],
    ['more than 50 recipients', { To: Array(51).fill('a@b.co').join(',') }, { code: 300, message: /50 recipients/ }],
    ['a subject above 2000 characters', { Subject: 'ü'.repeat(2001) }, { code: 300, message: /Subject/ }],
    ['no body', { TextBody: '' }, { code: 300, message: 'Provide either email TextBody or HtmlBody or both.' }],
    [
      'a metadata value above 80 characters',
      { Metadata: { sk: 'x'.repeat(81) } },
      {
        code: 300,
        message: 'Field names are limited to 20 characters and field values are limited to 80 characters',
      },
    ],
    ['metadata names that differ in case only', { Metadata: { sk: 'a', SK: 'b' } }, { code: 300, message: /case/ }],
    [
      'metadata that is not text',
      { Metadata: { sk: 1 as never } },
      { code: 403, message: 'Invalid request field(s): $.Metadata' },
    ],
    ['null metadata', { Metadata: null as never }, { code: 403, message: 'Invalid request field(s): $.Metadata' }],
    ['a forbidden attachment', { Attachments: [icon] }, { code: 411, message: 'Attachment file type not allowed.' }],
    [
      'an unknown stream',
      { MessageStream: 'nowhere' },
      { code: 1235, message: "The stream provided: 'nowhere' does not exist on this server." },
    ],
    ['a stream that receives', { MessageStream: 'inbound' }, { code: 1236, message: /not supported/ }],
  ];
  it.each(refusals)('refuses %s with status 422', async (_name, fields, { code, message }) => {
    const { postmark, control } = await startTestSandbox();

    const error = await failureOf(postmark.sendEmail(mail(fields)));

    expect(error).toBeInstanceOf(code === 300 ? Errors.InvalidEmailRequestError : Errors.ApiInputError);
    expect(error).toMatchObject({
      code,
      statusCode: 422,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(await control.messages()).toEqual([]);
  });

  it('reports the first fault in the documented order when a mail has many', async () => {
    const { postmark } = await startTestSandbox({ senderDomains: ['example.org'] });
    const faulty = mail({ Attachments: [icon], MessageStream: 'nowhere' });

    const codes: unknown[] = [];
    for (const fields of [
      { TextBody: '' },
      {},
      { From: 'a@example.org' },
      { From: 'a@example.org', Attachments: [] },
    ]) {
      const error = await failureOf(postmark.sendEmail({ ...faulty, ...fields }));
      codes.push(error instanceof Errors.HttpError ? error.code : error);
    }

    expect(codes).toEqual([300, 400, 411, 1235]);
  });

  it('refuses a mail above 10 MB with status 413', async () => {
    const { postmark } = await startTestSandbox();
    const large = {
      Name: 'cv.pdf',
      Content: 'A'.repeat(11 * 2 ** 20),
      ContentType: 'application/pdf',
      ContentID: null,
    };

    const error = await failureOf(postmark.sendEmail(mail({ Attachments: [large] })));

    expect(error).toMatchObject({ name: 'UnknownError', code: 0, statusCode: 413 });
  });

  it('refuses a wrong token with 401 and code 10', async () => {
    const { port } = await startTestSandbox();

    const error = await failureOf(clientOf(port, { serverToken: 'wrong' }).sendEmail(mail()));

    expect(error).toBeInstanceOf(Errors.InvalidAPIKeyError);
    expect(error).toMatchObject({ code: 10, statusCode: 401 });
  });

  it('takes the test token, checks the mail and keeps nothing', async () => {
    const { port, control } = await startTestSandbox();
    const tester = clientOf(port, { serverToken: 'POSTMARK_API_TEST' });

    expect(await tester.sendEmail(mail())).toMatchObject({ ErrorCode: 0, Message: 'Test job accepted' });
    expect(await failureOf(tester.sendEmail(mail({ To: '' })))).toMatchObject({ code: 300 });
    expect(await control.messages()).toEqual([]);
  });

  it('asks for JSON headers before it reads the body', async () => {
    const { url } = await startTestSandbox();
    const post = (init: RequestInit) => fetch(`${url}/email`, { method: 'POST', body: '{', ...init });

    const withoutHeaders = await post({ headers: { 'x-postmark-server-token': token } });
    const brokenBody = await post({ headers });

    expect([withoutHeaders.status, await withoutHeaders.json()]).toMatchObject([422, { ErrorCode: 409 }]);
    expect([brokenBody.status, await brokenBody.json()]).toMatchObject([422, { ErrorCode: 402 }]);
  });

  it('ignores the case of paths and answers unknown ones with 404', async () => {
    const { url } = await startTestSandbox();

    expect((await fetch(`${url}/EMail`, { method: 'POST', headers, body: JSON.stringify(mail()) })).status).toBe(200);
    const unknown = await fetch(`${url}/email/nothing`, { headers });
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { Message: expect.any(String) }]);
  });
});

describe('suppressed recipients', () => {
  it('refuses a mail whose only recipient is suppressed, naming the address', async () => {
    const { postmark } = await startTestSandbox();
    await postmark.createSuppressions('outbound', { Suppressions: [{ EmailAddress: 'Ada@example.com' }] });

    const error = await failureOf(postmark.sendEmail(mail()));

    expect(error).toBeInstanceOf(Errors.InactiveRecipientsError);
    expect(error).toMatchObject({ code: 406, statusCode: 422, recipients: ['ada@example.com'] });
  });

  it('accepts a mail with one suppressed recipient among several and says so', async () => {
    const { postmark } = await startTestSandbox();
    await postmark.createSuppressions('outbound', { Suppressions: [{ EmailAddress: 'ben@example.com' }] });

    const reply = await postmark.sendEmail(mail({ To: 'ada@example.com, "Ben, B." <ben@example.com>' }));

    expect(reply).toMatchObject({
      ErrorCode: 0,
      Message: 'Message OK, but will not deliver to these inactive addresses: ben@example.com.',
    });
  });
});

describe('sending a batch', () => {
  it('answers 200 with one result per mail, refusals among them in their places', async () => {
    const { postmark, control } = await startTestSandbox();

    const results = await postmark.sendEmailBatch([mail({ Tag: 'one' }), mail({ To: 'nobody' }), mail({ Tag: 'two' })]);

    expect(results.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 300, 0]);
    expect((await control.messages()).map(({ request }) => request.Tag)).toEqual(['two', 'one']);
  });

  it('refuses more than 500 mails with code 410', async () => {
    const { postmark } = await startTestSandbox();

    expect(await failureOf(postmark.sendEmailBatch(Array(501).fill(mail())))).toMatchObject({ code: 410 });
  });
});
