import { intentKey } from '@interlude/dev-stack/api-fixtures';

/** How each procedure that invites is asked about what belongs to another company; null where it names nothing. */
export const inviteInputs: Record<string, (id: (kind: string) => string) => Record<string, unknown> | null> = {
  'interviews.invite': (id) => ({
    applicationId: id('applicationId'),
    templateId: id('templateId'),
    idempotencyKey: intentKey(),
  }),
  'interviews.inviteMany': () => null,
  'interviews.previewMails': (id) => ({ applicationId: id('applicationId'), templateId: id('templateId') }),
  'interviews.candidateLink': (id) => ({ interviewId: id('interviewId') }),
  'interviews.freeTimes': (id) => ({ interviewId: id('interviewId') }),
  'interviews.inviteParts': (id) => ({
    applicationId: id('applicationId'),
    parts: [{ templateId: id('templateId') }, { templateId: id('templateId') }],
    idempotencyKey: intentKey(),
  }),
};
