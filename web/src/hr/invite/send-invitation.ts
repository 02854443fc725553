import type { Refusal } from '@interlude/shared/booking/refusal';
import { isPassing, refusalOf } from '../../api.ts';
import { createIntent } from '../../idempotency.ts';
import { api } from '../session/staff-api.ts';
import { type InviteDraft, newJob, partsOf, personalOf, policyOf } from './invite.models.ts';
import type { Invitee } from './invitees.models.ts';

export interface InviteResult {
  readonly person: Invitee;
  readonly interviewId: string | null;
  readonly refusal: Refusal | null;
}

/** Said of whoever may or may not have been invited. */
const unanswered: Refusal = { code: 'unavailable', retryAfterSeconds: 5 };

/** As many as travel in one request, so that none takes long. */
const atOnce = 25;

/**
 * Sends drafts: a new job and the invitation carry a key per intent each, and whoever has applied has done so already, so
 * that trying again after a lost answer makes nothing twice.
 */
export function createInvitationSender() {
  const intent = createIntent();
  const jobIntent = createIntent();

  async function jobIdOf(draft: InviteDraft): Promise<string> {
    if (draft.jobId !== newJob) return draft.jobId;
    const wish = {
      title: draft.jobTitle.trim(),
      ...(draft.department.trim() === '' ? {} : { department: draft.department.trim() }),
      ...(draft.location.trim() === '' ? {} : { location: draft.location.trim() }),
    };
    return (await api.jobs.create.mutate({ ...wish, idempotencyKey: jobIntent.keyFor(wish) })).jobId;
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

  /**
   * Invites these people, each with an answer; whoever was invited by an earlier try keeps that invitation. Where an
   * answer is lost the others stay: whoever has none is to be asked for again, by the same draft.
   */
  async function sendMany(draft: InviteDraft, people: readonly Invitee[]): Promise<InviteResult[]> {
    const jobId = await jobIdOf(draft);
    const policy = policyOf(draft);
    const { templateId, language } = draft;
    const terms = { ...(policy === undefined ? {} : { policy }), ...personalOf(draft) };
    const idempotencyKey = intent.keyFor({ jobId, templateId, ...terms });
    const results: InviteResult[] = [];
    const inviteSome = async (some: readonly Applied[]) => {
      const rows = some.flatMap(({ applicationId }) => (applicationId === null ? [] : [{ applicationId, templateId }]));
      if (rows.length === 0) return resultsOf(some, []);
      return resultsOf(some, (await api.interviews.inviteMany.mutate({ rows, ...terms, idempotencyKey })).results);
    };
    for (let from = 0; from < people.length; from += atOnce) {
      const some = people.slice(from, from + atOnce);
      let isAsked = false;
      try {
        const those = await Promise.all(some.map((one) => applied(jobId, one, language)));
        isAsked = true;
        results.push(...(await inviteSome(those)));
      } catch (error) {
        // Before anybody was asked for, it is said of the whole.
        if (!isPassing(error) || (!isAsked && results.length === 0)) throw error;
        results.push(...some.map((person) => ({ person, interviewId: null, refusal: unanswered })));
      }
    }
    return results;
  }

  async function send(draft: InviteDraft): Promise<{ interviewId: string }> {
    const policy = policyOf(draft);
    const parts = partsOf(draft);
    const applicationId = await applicationIdOf(draft);
    const common = { applicationId, ...(policy === undefined ? {} : { policy }), ...personalOf(draft) };
    const answer =
      parts === null
        ? await invite({ ...common, templateId: draft.templateId })
        : await inviteAll({ ...common, ...parts });
    settled();
    return answer;
  }

  /** The next one is another invitation, whatever it says. */
  function settled(): void {
    intent.settled();
    jobIntent.settled();
  }

  return { send, sendMany, settled };
}

interface Applied {
  readonly person: Invitee;
  readonly applicationId: string | null;
  readonly refusal: Refusal | null;
}

async function applied(jobId: string, person: Invitee, locale: string): Promise<Applied> {
  try {
    const { applicationId } = await api.applications.create.mutate({ jobId, candidate: { ...person, locale } });
    return { person, applicationId, refusal: null };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || isPassing(error)) throw error;
    return { person, applicationId: null, refusal };
  }
}

type Answers = Awaited<ReturnType<typeof api.interviews.inviteMany.mutate>>['results'];

// The answers are in the order of those who could be asked for.
function resultsOf(some: readonly Applied[], answers: Answers): InviteResult[] {
  const rest = [...answers];
  return some.map(({ person, applicationId, refusal }) => {
    const answer = applicationId === null ? undefined : rest.shift();
    if (answer === undefined) return { person, interviewId: null, refusal };
    return 'interviewId' in answer
      ? { person, interviewId: answer.interviewId, refusal: null }
      : { person, interviewId: null, refusal: answer.refusal };
  });
}
