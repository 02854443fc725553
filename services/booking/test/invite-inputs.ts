import { intentKey } from '@interlude/dev-stack/api-fixtures';

const called = (id: (kind: string) => string) => ({
  interviewId: id('interviewId'),
  phone: '+4930901820',
  idempotencyKey: intentKey(),
});

/** How each procedure that invites, or says where to call, is asked about what belongs to another company; null where it names nothing. */
export const inviteInputs: Record<string, (id: (kind: string) => string) => Record<string, unknown> | null> = {
  'candidate.setPhone': called,
  'interviews.setPhone': called,
  'interviews.invite': (id) => ({
    applicationId: id('applicationId'),
    templateId: id('templateId'),
    idempotencyKey: intentKey(),
  }),
  'interviews.applyTemplate': (id) => ({
    interviewId: id('interviewId'),
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
