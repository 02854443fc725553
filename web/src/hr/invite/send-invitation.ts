import { createIntent } from '../../idempotency.ts';
import { api } from '../session/staff-api.ts';
import { type InviteDraft, newJob, partsOf, policyOf } from './invite.models.ts';

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
    const candidate = { name: draft.name.trim(), email: draft.email.trim(), locale: draft.language };
    return (await api.applications.create.mutate({ jobId: await jobIdOf(draft), candidate })).applicationId;
  }

  type Invitation = Omit<Parameters<typeof api.interviews.invite.mutate>[0], 'idempotencyKey'>;
  type Invitations = Omit<Parameters<typeof api.interviews.inviteParts.mutate>[0], 'idempotencyKey'>;

  const invite = (given: Invitation) =>
    api.interviews.invite.mutate({ ...given, idempotencyKey: intent.keyFor(given) });

  async function inviteAll(given: Invitations): Promise<{ interviewId: string }> {
    const { interviewIds } = await api.interviews.inviteParts.mutate({
      ...given,
      idempotencyKey: intent.keyFor(given),
    });
    return { interviewId: interviewIds[0] ?? '' };
  }

  return async function send(draft: InviteDraft): Promise<{ interviewId: string }> {
    const policy = policyOf(draft);
    const parts = partsOf(draft);
    const applicationId = await applicationIdOf(draft);
    const common = { applicationId, ...(policy === undefined ? {} : { policy }) };
    const answer =
      parts === null
        ? await invite({ ...common, templateId: draft.templateId })
        : await inviteAll({ ...common, ...parts });
    intent.settled();
    job = null;
    return answer;
  };
}
