import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { compressedCopies } from './bundling/compressed-copies.ts';
import { inlineScriptHashes } from './bundling/inline-script-hashes.ts';
import { sizeBudget } from './bundling/size-budget.ts';

const bookingUrl = process.env['INTERLUDE_BOOKING_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [solid(), tailwindcss(), sizeBudget(), inlineScriptHashes(), compressedCopies()],
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    // An inlined asset would need `data:` in more places of the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Left alone, what the first load shares with later chunks falls into a dozen files that compress badly. What is
        // named here as an exception is shared by later chunks only: whatever the first load does not reach itself would
        // be drawn into it.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /\/node_modules\/(?:solid-js|@solidjs|@tanstack|@trpc)\/|\/web\/src\/(?!hr\/|appointments\/|groups\/|parts\/|series\/|booked\/|candidate\/(?:reason|retake)-|i18n\/use-words|ui\/(?:choice-group|reason-choice)|main\.|routes\.)|\/reason-codes\.ts$/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/trpc': bookingUrl, '/api': bookingUrl } },
});
