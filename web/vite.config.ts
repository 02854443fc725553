import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { compressedCopies } from './bundling/compressed-copies.ts';
import { earlyScript } from './bundling/early-script.ts';
import { inlineEntry } from './bundling/inline-entry.ts';
import { inlineScriptHashes } from './bundling/inline-script-hashes.ts';
import { sizeBudget } from './bundling/size-budget.ts';
import { withoutUnused } from './bundling/without-unused.ts';

const bookingUrl = process.env['INTERLUDE_BOOKING_URL'] ?? 'http://127.0.0.1:3000';

// What several pages need later on. Each piece apart would cost a slow phone a round trip, and time of its processor
// just when it is being touched.
const common =
  /\/src\/(?:idempotency|ui\/(?:theme-select|choice-group|interval)|zones\/other-clock|candidate\/(?:problem-text|reason-step)|phone\/typed-phone|booking\/(?:reason-codes|booking-status)|contracts\/lifecycle|time\/clock-order|bundles\/called-off)\./;
// A field for a number to be called on comes with the form around it, and what knows all numbers apart from both.
const phone = /\/src\/phone\/(?:own-phone|phone-field|phone-form|phone-number|zone-country)/;
const booked =
  /\/src\/(?:booked\/(?!booked-)|phone\/phone-call|series\/(?:series-list|cancel-following)|parts\/(?:parts-list|parts\.)|ui\/reason-choice)/;

export default defineConfig({
  plugins: [
    earlyScript(),
    solid(),
    tailwindcss(),
    withoutUnused(),
    sizeBudget(),
    inlineEntry(),
    inlineScriptHashes(),
    compressedCopies(),
  ],
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: { polyfill: false },
    // An inlined asset would need `data:` in more places of the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The library's main file names every link, and the class of this one counts its connections: nobody uses it here.
      treeshake: { moduleSideEffects: [{ test: /@trpc\/client\/dist\/wsLink-/, sideEffects: false }] },
      output: {
        // What the entry imports at once, however deep, is one file: left alone, what it shares with later chunks falls
        // into a dozen, each a request of its own. The library's main file names every link, only the console batches.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'first',
              tags: ['$initial'],
              test: /^(?!.*(?:\/main\.tsx|\/index\.html|\.css|\/httpBatchLink-.*)$)/,
            },
            { name: 'common', test: common },
            { name: 'booked', test: booked },
            { name: 'phone', test: phone },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/trpc': bookingUrl, '/api': bookingUrl } },
});
