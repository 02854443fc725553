import { api } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import { type InviteDraft, newJob, policyOf } from './invite.models.ts';

/**
 * Sends drafts: what an earlier try already made, a job or an application, is used again, and the invitation carries one
 * key per intent, so that trying again after a lost answer never invites twice.
 */
export function createInvitationSender() {
  const intent = createIntent();
  let job: { readonly print: string; readonly jobId: string } | null = null;

  async function jobIdOf(draft: InviteDraft): Promise<string> {
    if (draft.jobId !== newJob) return draft.jobId;
    const wish = {
      title: draft.jobTitle.trim(),
      ...(draft.department.trim() === '' ? {} : { department: draft.department.trim() }),
      ...(draft.location.trim() === '' ? {} : { location: draft.location.trim() }),
    };
    const print = JSON.stringify(wish);
    if (job?.print !== print) job = { print, jobId: (await api.jobs.create.mutate(wish)).jobId };
    return job.jobId;
  }

  async function applicationIdOf(draft: InviteDraft): Promise<string> {
    if (draft.source === 'existing') return draft.applicationId;
    const candidate = { name: draft.name.trim(), email: draft.email.trim() };
    return (await api.applications.create.mutate({ jobId: await jobIdOf(draft), candidate })).applicationId;
  }

  return async function send(draft: InviteDraft): Promise<{ interviewId: string }> {
    const policy = policyOf(draft);
    const given = {
      applicationId: await applicationIdOf(draft),
      templateId: draft.templateId,
      ...(policy === undefined ? {} : { policy }),
    };
    const answer = await api.interviews.invite.mutate({ ...given, idempotencyKey: intent.keyFor(given) });
    intent.settled();
    job = null;
    return answer;
  };
}
