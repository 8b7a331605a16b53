import { defineConfig } from 'vite';
import { aliases } from './vite.aliases.ts';

/** The server, the command line and the script library `cadrage/sync`, for Node; dependencies stay outside the bundle. */
export default defineConfig({
  resolve: { alias: aliases },
  // Its folder imports are not resolvable by Node's ESM loader, so this one package is bundled.
  ssr: { noExternal: [/^@atlaskit\//] },
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: true,
    rollupOptions: {
      input: {
        main: 'server/main.ts',
        cadrage: 'server/cli/main.ts',
        sync: 'client/sync/index.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});
