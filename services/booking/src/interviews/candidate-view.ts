import type { InterviewView } from '@interlude/shared/interview';
import type { App } from '../app.ts';
import { panelPeople } from '../slots/slot-question.ts';
import type { InterviewRow } from './interview-store.ts';
import { interviewView, type ViewFacts } from './interview-view.ts';

/** Reads what a view after a command needs beside the interview; a command leaves no hold. */
export async function readViewFacts(app: App, row: InterviewRow): Promise<ViewFacts> {
  const { tenants, people, sends } = app.stores;
  const [tenant, panel, sent] = await Promise.all([
    tenants.get(row.tenantId),
    people.listByIds(row.tenantId, panelPeople(row.panel)),
    sends.listOf(row.tenantId, row._id),
  ]);
  return { tenant, people: panel, sends: sent, hold: null, now: app.now() };
}

export async function candidateView(app: App, row: InterviewRow): Promise<InterviewView> {
  const [facts, hold] = await Promise.all([
    readViewFacts(app, row),
    app.stores.reservations.findLive(row.tenantId, row._id, 'hold'),
  ]);
  return interviewView(row, { ...facts, hold });
}
