import { idSchema } from '@interlude/shared/schemas/fields';
import { z } from 'zod';
import { interviewFor, scopeAt, scopeOf } from '../../booking/gate/own-scope.ts';
import { refuse } from '../../runtime/refused.ts';
import { router, staffWith } from '../trpc.ts';

export const messagesRouter = router({
  /** A mail as it was sent, its links without what opens them, for staff whose booking it is. */
  get: staffWith('interviews:read')
    .input(z.strictObject({ interviewId: idSchema, key: z.string().min(1).max(300) }))
    .query(async ({ ctx: { app, staff }, input: { interviewId, key } }) => {
      const row = await interviewFor(app, staff, interviewId, 'see');
      const scope = await scopeAt(app, await scopeOf(app, staff), row);
      const sent = scope.isOwn(row)
        ? await app.stores.sends.findSent({ tenantId: row.tenantId, interviewId: row._id, key })
        : null;
      if (sent?.said === undefined) return refuse({ code: 'not_found' });
      const { kind, recipient, settledAt, said } = sent;
      return {
        kind,
        role: recipient.role,
        sentAt: settledAt?.toISOString() ?? null,
        subject: said.subject,
        text: said.text ?? '',
      };
    }),
});
