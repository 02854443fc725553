import type { AppRouter } from '@interlude/booking/router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { transport } from '../../api.ts';

/** The typed client of the console, whose pages ask several things at once: those go in one request. */
export const api = createTRPCClient<AppRouter>({ links: [httpBatchLink({ ...transport, maxItems: 10 })] });
