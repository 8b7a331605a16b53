import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { aliases } from './vite.aliases.ts';

const standIn = (name: string) =>
  fileURLToPath(new URL(`./client/app/standins/${name}.ts`, import.meta.url));

/** React Aria brings its sentences in 30 languages; the page speaks three. */
function onlyOurLanguages(): Plugin {
  const foreign =
    /\/react-(?:aria|stately)[^?]*\/intl\/[^?]*\/(?!en-US|fr-FR|es-ES)[a-z]{2}-[A-Z]{2}\.\w+$/;
  return {
    name: 'cadrage:only-our-languages',
    enforce: 'pre',
    load: (id) => (foreign.test(id) ? 'export default {};' : null),
  };
}

/** Where `npm run dev` runs the server; the page itself is served by Vite then. */
const server = process.env.CADRAGE_SERVER ?? 'http://127.0.0.1:4001';

/** The page. In production the server serves what this builds. */
export default defineConfig({
  root: 'client',
  plugins: [react(), onlyOurLanguages()],
  resolve: {
    alias: [
      ...Object.entries(aliases).map(([find, replacement]) => ({ find, replacement })),
      // The document schema asks for feature flags that only its makers have; each is answered by “off”.
      { find: /^@atlaskit\/platform-feature-flags(\/.*)?$/, replacement: standIn('featureFlags') },
      { find: /^@atlaskit\/tmp-editor-statsig(\/.*)?$/, replacement: standIn('editorExperiments') },
      {
        find: /^@atlaskit\/platform-feature-experiments(\/.*)?$/,
        replacement: standIn('platformExperiments'),
      },
    ],
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // The first versions that know light-dark(), on which all colour roles stand.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    // The document page, loaded when a document is opened: editor, schema and merge belong together.
    chunkSizeWarningLimit: 700,
  },
  server: {
    strictPort: true,
    proxy: {
      '/api': server,
      '/healthz': server,
      '/socket.io': { target: server, ws: true },
    },
  },
});
