import type { InterviewView } from '@interlude/shared/interview';
import type { App } from '../app.ts';
import { panelPeople } from '../slots/slot-question.ts';
import type { InterviewRow } from './interview-store.ts';
import { interviewView, type ViewFacts } from './interview-view.ts';

/** Reads what a view needs beside the interview: four reads side by side. */
export async function readViewFacts(app: App, row: InterviewRow): Promise<ViewFacts> {
  const { tenants, people, sends, reservations } = app.stores;
  const [tenant, panel, sent, hold] = await Promise.all([
    tenants.get(row.tenantId),
    people.listByIds(row.tenantId, panelPeople(row.panel)),
    sends.listOf(row.tenantId, row._id),
    reservations.findLive(row.tenantId, row._id, 'hold'),
  ]);
  return { tenant, people: panel, sends: sent, hold, now: app.now() };
}

export async function candidateView(app: App, row: InterviewRow): Promise<InterviewView> {
  return interviewView(row, await readViewFacts(app, row));
}
