import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['packages/dev-stack/src/test-servers.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/shared/src/**/*.test.ts',
            'web/src/**/*.test.ts',
            'packages/postmark-sandbox/src/**/*.test.ts',
          ],
          // Thousands of random cases take seconds where the processor is shared with everything else.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'service',
          include: ['services/*/{src,test}/**/*.test.ts', 'packages/dev-stack/src/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['web/src/**/*.e2e.ts'],
          pool: 'forks',
          testTimeout: 90_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
