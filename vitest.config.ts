import { defineConfig } from 'vitest/config';
import { aliases } from './vite.aliases.ts';

const shared = { resolve: { alias: aliases } };

export default defineConfig({
  ...shared,
  test: {
    reporters: ['default', './test/support/summary.ts'],
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{shared,server,client,plugin,test}/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', '**/node_modules/**', '**/*.long.test.ts'],
          testTimeout: 20_000,
          // adf-schema's folder imports are resolved by Vite only, so it must not be left to Node.
          server: { deps: { inline: [/@atlaskit\//] } },
        },
      },
      {
        ...shared,
        test: {
          name: 'long',
          include: ['{shared,server,client,plugin,test}/**/*.long.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          server: { deps: { inline: [/@atlaskit\//] } },
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.story.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          server: { deps: { inline: [/@atlaskit\//] } },
        },
      },
    ],
  },
});
