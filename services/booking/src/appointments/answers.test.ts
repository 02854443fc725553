import { type Browser, refusalCodeOf } from '@interlude/dev-stack/api-browser';
import { addressOf, intentKey, type NewService } from '@interlude/dev-stack/api-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../../test/portal.ts';

const questions = [
  { id: 'bike', label: 'Which bike do you ride?', kind: 'choice', options: ['City', 'Race'], required: true },
  { id: 'pain', label: 'What hurts?', kind: 'text', required: false },
];
let portal: TestPortal;
let service: NewService;
let provider: string;
beforeAll(async () => {
  portal = await startTestPortal();
  provider = await portal.addInterviewer();
  service = await portal.addService([provider], { questions });
});
afterAll(async () => await portal.stop());

const beginning = (answers?: unknown) => ({
  ...addressOf(service),
  name: 'Ola Nordmann',
  email: `ola-${intentKey()}@client.example`.toLowerCase(),
  zone: 'Europe/Oslo',
  idempotencyKey: intentKey(),
  ...(answers === undefined ? {} : { answers }),
});
const begin = (browser: Browser, input: object) => browser.call<{ proofId: string }>('appointments.begin', input);

async function prove(browser: Browser, proofId: string): Promise<string> {
  const code = await portal.codeOf(proofId);
  return (await browser.call<{ appointmentId: string }>('appointments.prove', { proofId, code })).appointmentId;
}

it('tells the visitor what a service asks, and staff what was answered, in the words of then', async () => {
  expect(await portal.browser().ask('appointments.service', addressOf(service))).toMatchObject({ questions });
  const browser = portal.browser();
  const answers = [
    { id: 'pain', text: ' The left knee\nafter an hour ' },
    { id: 'bike', text: 'Race' },
  ];
  const interviewId = await prove(browser, (await begin(browser, beginning(answers))).proofId);
  const said = [
    { question: 'Which bike do you ride?', answer: 'Race' },
    { question: 'What hurts?', answer: 'The left knee\nafter an hour' },
  ];
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ answers: said });
  const changed = { ...(await storedService()), questions: [{ ...questions[1], label: 'Where does it hurt?' }] };
  await portal.admin.call('services.update', changed);
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ answers: said });
  await portal.admin.call('services.update', { ...changed, questions });
});

it('refuses what is missing, not asked or no choice, by the question it is about, and mails no code', async () => {
  const before = await portal.collection('proofs').countDocuments({});
  const wrong: [unknown, string][] = [
    [undefined, 'answers.bike'],
    [[{ id: 'bike', text: '  ' }], 'answers.bike'],
    [[{ id: 'bike', text: 'Tandem' }], 'answers.bike'],
    [
      [
        { id: 'bike', text: 'City' },
        { id: 'age', text: '7' },
      ],
      'answers.age',
    ],
  ];
  for (const [answers, path] of wrong) {
    await expect(begin(portal.browser(), beginning(answers))).rejects.toMatchObject({
      refusal: { code: 'invalid_input', issues: [{ path }] },
    });
  }
  const tooLong = begin(portal.browser(), beginning([{ id: 'bike', text: 'x'.repeat(1_001) }]));
  expect(await refusalCodeOf(tooLong)).toBe('invalid_input');
  expect(await portal.collection('proofs').countDocuments({})).toBe(before);
});

it('answers the newest code of a client who comes back for the same wish', async () => {
  const email = `again-${intentKey()}@client.example`.toLowerCase();
  const answered = async (text: string) => {
    const browser = portal.browser();
    return await prove(browser, (await begin(browser, { ...beginning([{ id: 'bike', text }]), email })).proofId);
  };
  const first = await answered('City');
  const interviewId = await answered('Race');
  expect(interviewId).toBe(first);
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ answers: [{ answer: 'Race' }] });
});

it('asks no more than five questions, each with a name of its own and different answers', async () => {
  const ask = async (wrong: readonly object[]) => {
    const input = { ...(await storedService()), questions: wrong };
    return await refusalCodeOf(portal.admin.call('services.update', input));
  };
  const [choice, text] = questions;
  const many = Array.from({ length: 6 }, (_, n) => ({ ...text, id: `q${n}` }));
  const wrong = [
    many,
    [text, text],
    [{ ...choice, options: ['A', 'A'] }],
    [{ ...choice, options: ['A'] }],
    [{ ...text, label: '' }],
  ];
  for (const some of wrong) expect([some, await ask(some as object[])]).toEqual([some, 'invalid_input']);
});

async function storedService(): Promise<Record<string, unknown>> {
  const { serviceId } = service;
  const stored = await portal.admin.ask<Record<string, unknown>>('services.get', { serviceId });
  const { version: _, archived: __, url: ___, archivedAt: ____, ...input } = stored;
  return input;
}

it('keeps none of the answers of a beginning that was given up when a newer one gives none', async () => {
  service = await portal.addService([provider], { questions: [questions[1]] });
  const input = beginning([{ id: 'pain', text: 'The left knee' }]);
  const interviewId = await prove(portal.browser(), (await begin(portal.browser(), input)).proofId);
  const again = { ...input, answers: [], idempotencyKey: intentKey() };
  expect(await prove(portal.browser(), (await begin(portal.browser(), again)).proofId)).toBe(interviewId);
  expect(await portal.admin.ask('interviews.get', { interviewId })).toMatchObject({ answers: [] });
});
