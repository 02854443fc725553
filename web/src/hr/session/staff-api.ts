import type { AppRouter } from '@interlude/booking/router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { transport } from '../../api.ts';

/**
 * The typed client of the console, whose pages ask several things at once: those go in one request. Questions are POSTs
 * too, because addresses of requests are logged on their way, and what is searched for are names.
 */
export const api = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ ...transport, maxItems: 10, methodOverride: 'POST' })],
});
