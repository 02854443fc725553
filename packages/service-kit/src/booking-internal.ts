import type { InternalRouter } from '@interlude/booking/internal-router';
import { internalTokenFor } from '@interlude/booking/internal-token';
import { createTRPCClient, httpLink } from '@trpc/client';

/** Booking's internal procedures, asked with a token of one minute. Each call needs a signal that ends it. */
export function createBookingInternal({ url, key }: { readonly url: string; readonly key: string }) {
  return createTRPCClient<InternalRouter>({
    links: [
      httpLink({
        url: new URL('/internal', url).href,
        headers: () => ({ authorization: `Bearer ${internalTokenFor(key)}`, 'x-interlude': '1' }),
      }),
    ],
  });
}
