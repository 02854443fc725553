import { freshNamespace } from '@interlude/dev-stack/test-isolation';
import { until } from '@interlude/dev-stack/until-ready';
import { searchAttributes, signals } from '@interlude/shared/contracts/lifecycle';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, defaultPayloadConverter, defineSearchAttributeKey } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bundleWorkflows } from './bundle.ts';
import { utcText } from './show-plan.ts';
import { bundlePlanted } from './test-planted.ts';
import { change, command, createFakePortal, interviewer, message } from './test-portal.ts';
import { planOfRun, untilArmed, untilEnded, untilPlan } from './test-runs.ts';
import { nudge, type RunningWorker, startActivityWorkers, startLifecycleWorker } from './test-workers.ts';

const second = 1_000;
const hour = 3_600 * second;

const portal = createFakePortal();
let client: Client;
let place: { connection: NativeConnection; namespace: string };
let bundle: { code: string };
let activities: RunningWorker;
let lifecycle: RunningWorker;

beforeAll(async () => {
  const address = inject('temporalAddress');
  const namespace = await freshNamespace();
  place = { connection: await NativeConnection.connect({ address }), namespace };
  client = new Client({ connection: await Connection.connect({ address }), namespace });
  bundle = await bundleWorkflows();
  activities = await startActivityWorkers(place, portal);
  lifecycle = await startLifecycleWorker(place, bundle);
});
afterAll(async () => {
  await Promise.all([activities?.stop(), lifecycle?.stop()]);
  await client?.connection.close();
  await place?.connection.close();
});

const attributeOf = async (handle: WorkflowHandle, name: 'NextAction' | 'InterviewStatus' | 'TenantId') => {
  const { typedSearchAttributes } = await handle.describe();
  return typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD'));
};

/** The words the workflow UI shows for timers and activities, in the order they were begun. */
async function summariesOf(handle: WorkflowHandle): Promise<unknown[]> {
  const { events } = await handle.fetchHistory();
  const begun = (events ?? []).filter((e) => e.timerStartedEventAttributes ?? e.activityTaskScheduledEventAttributes);
  return begun.map(({ userMetadata }) => {
    const payload = userMetadata?.summary;
    return payload ? defaultPayloadConverter.fromPayload(payload) : null;
  });
}

describe('what people see of a workflow', () => {
  it('is its state in every search attribute, found by the list', async () => {
    const at = Date.now() + hour;
    portal.add('int_seen', { items: [message('reminder:PT1H@0', at), command('start', at + hour)] });
    const handle = await nudge(client, { interviewId: 'int_seen' });
    await untilArmed(handle);

    const found = await until('the workflow in the list', async () => {
      const query = `InterviewerIds = 'per_grace' AND NextAction = 'reminder' AND AttentionNeeded = false`;
      for await (const execution of client.workflow.list({ query })) return execution;
      return null;
    });

    expect(found.workflowId).toBe('interview:int_seen');
    const values = found.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
    expect(Object.fromEntries(values)).toMatchObject({
      TenantId: 'ten_1',
      Company: 'Acme',
      Job: 'Firmware engineer',
      Template: 'Technical round',
      InterviewStatus: 'scheduled',
      InterviewType: 'technical',
      RootInterviewId: 'int_root',
      NextAction: 'reminder',
      InterviewerIds: ['per_grace', 'per_edsger'],
      ScheduledAt: new Date(at + hour),
      NextActionAt: new Date(at),
      RetakeNumber: 0,
      AttentionNeeded: false,
    });
    expect(values.filter(([name]) => String(name) in searchAttributes)).toHaveLength(13);
  });

  it('is the plan in its details and words on every timer and activity', async () => {
    const at = Date.now() + hour;
    portal.add('int_words', {
      items: [
        message('scheduled@0', 0, { kind: 'scheduled' }),
        message('reminder:PT1H@0', at),
        command('start', at + hour),
      ],
    });
    const handle = await nudge(client, { interviewId: 'int_words' });
    await untilPlan(handle, 'the message landed', ({ items, status }) => status === 'scheduled' && items.length === 2);

    const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails.replace(/Since `[^`]+`/, 'Since then')).toBe(
      [
        '### scheduled',
        '',
        `Waits until \`${utcText(at)}\` to reminder to the candidate. Since then.`,
        '',
        `- \`${utcText(at)}\` reminder to the candidate`,
        `- \`${utcText(at + hour)}\` start the interview`,
      ].join('\n'),
    );
    expect(await summariesOf(handle)).toEqual([
      'read the facts and plan',
      'scheduled to the candidate',
      `reminder to the candidate · ${utcText(at)}`,
    ]);
  });

  it('is what went wrong last, with what helps, and the attempts before and after', async () => {
    const facts = portal.add('int_2', {
      items: [command('start', Date.now())],
      attempts: { before: 'int_1', after: null },
      onApply: () => {
        throw ApplicationFailure.nonRetryable('A fault in the portal: send the signal "replan".');
      },
    });
    const handle = await nudge(client, { interviewId: 'int_2' });
    await untilPlan(handle, 'the rest', ({ attention }) => attention === 'not done: start@0');

    const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');

    expect(currentDetails).toMatch(/Went wrong last.*start the interview: A fault in the portal: send the signal/);
    expect(currentDetails).toMatch(/start the interview · could not be done, tried again at/);
    const link = `/namespaces/${place.namespace}/workflows/interview%3Aint_1`;
    expect(currentDetails).toContain(`attempt before: [int_1](${link})`);
    change(facts, { status: 'cancelled', items: [] });
    await handle.signal(signals.replan);
    await untilEnded(handle);
  });

  it('is an overdue next action for as long as a message is retried', async () => {
    const isAway = { value: true };
    portal.add('int_overdue', {
      items: [message('scheduled@0', 0, { kind: 'scheduled' }), command('start', Date.now() + hour)],
      onSend: () => {
        if (isAway.value) throw new Error('the provider is away');
        return { outcome: 'sent', because: null };
      },
    });
    const handle = await nudge(client, { interviewId: 'int_overdue' });

    await until('a second attempt', async () => portal.sendsOf('int_overdue').length === 2);
    expect(await attributeOf(handle, 'NextAction')).toBe('scheduled');

    isAway.value = false;
    await until('the start is next', async () => (await attributeOf(handle, 'NextAction')) === 'start');
  });

  it('is gone from the list of what is next when it is over, and nothing else', async () => {
    portal.add('int_done', { status: 'cancelled', items: [message('cancelled@0', 0, { kind: 'cancelled' })] });
    const handle = await nudge(client, { interviewId: 'int_done' });

    expect(await untilEnded(handle)).toBe('cancelled');
    expect(await attributeOf(handle, 'NextAction')).toBeUndefined();
    expect(await attributeOf(handle, 'InterviewStatus')).toBe('cancelled');
  });
});

describe('a worker', () => {
  it('that is away when something is due performs it once when it is back', async () => {
    const at = Date.now() + 2 * second;
    portal.add('int_away', {
      items: [
        message('reminder:PT1H@0', at),
        message('reminder:PT1H@0', at, { to: interviewer }),
        command('start', at + hour),
      ],
    });
    const handle = await nudge(client, { interviewId: 'int_away' });
    await untilArmed(handle);

    await lifecycle.stop();
    await until('the instant has passed', async () => Date.now() > at + second);
    expect(portal.keysSentOf('int_away')).toEqual([]);
    lifecycle = await startLifecycleWorker(place, bundle);

    await untilPlan(handle, 'the reminders landed', ({ items }) => items.length === 1);
    expect(portal.keysSentOf('int_away').toSorted()).toEqual([
      'reminder:PT1H@0:candidate:cand_ada',
      'reminder:PT1H@0:interviewer:per_grace',
    ]);
  });

  it('that runs newer code goes on with a workflow that older code left waiting for a command', async () => {
    const older = await bundlePlanted('perform.ts', "patched('commands-beside-the-loop')", 'false');
    await lifecycle.stop();
    lifecycle = await startLifecycleWorker(place, older);
    const now = Date.now();
    const facts = portal.add('int_upgraded', {
      items: [command('start', now), message('reminder:PT1H@0', now + 2 * second)],
      onApply: () => {
        throw new Error('booking is broken');
      },
    });
    const handle = await nudge(client, { interviewId: 'int_upgraded' });
    await until('two tries', async () => portal.appliedOf('int_upgraded').length >= 2);
    expect(portal.keysSentOf('int_upgraded')).toEqual([]);

    await lifecycle.stop();
    lifecycle = await startLifecycleWorker(place, bundle);
    facts.onApply = () => {
      throw ApplicationFailure.nonRetryable('broken for good');
    };
    await until('the reminder', async () => portal.keysSentOf('int_upgraded').length === 1);
    facts.onApply = null;
    await handle.signal(signals.replan);
    await untilPlan(handle, 'the start', ({ status }) => status === 'in_progress');
    const rev = change(facts, { status: 'cancelled', items: [] });
    await handle.signal(signals.interviewChanged, { eventId: 'evt_2', rev });

    expect(await untilEnded(handle)).toBe('cancelled');
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: bundle }, history, handle.workflowId);
  });

  it('starts again at a closed workflow with a late nudge, finds nothing to do and ends', async () => {
    portal.add('int_late', { status: 'cancelled' });
    const first = await nudge(client, { interviewId: 'int_late' });
    await untilEnded(first);
    const { runId } = await first.describe();

    const second = await nudge(client, { interviewId: 'int_late' }, { eventId: 'evt_9', rev: 9 });

    expect(await untilEnded(second)).toBe('cancelled');
    expect((await second.describe()).runId).not.toBe(runId);
  });
});

describe('continuing as new', () => {
  it('keeps the attributes and the memo of the workflow', async () => {
    const now = Date.now();
    const reminders = Array.from({ length: 6 }, (_, n) => message(`reminder:${n}@0`, now + n * 300));
    portal.add('int_continued', { items: [...reminders, command('start', now + hour)] });
    const handle = await nudge(client, { interviewId: 'int_continued', historyLimit: 40 });
    const { runId } = await handle.describe();

    await until('another run', async () => (await handle.describe()).runId !== runId);
    await untilPlan(handle, 'only the start is left', ({ items }) => items.length === 1);

    const described = await handle.describe();
    expect(described.memo).toEqual({ tenantId: 'ten_1', interviewId: 'int_continued' });
    expect(await attributeOf(handle, 'TenantId')).toBe('ten_1');
    expect((await planOfRun(handle)).items).toHaveLength(1);
    expect(portal.keysSentOf('int_continued')).toHaveLength(6);
  });
});
