import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` sends what the page asks of a server. */
const server = process.env['CAIRN_URL'] ?? 'http://127.0.0.1:5000';

/**
 * What most screens are made of comes as one file, where each screen would bring its own dozen of tiny ones: a browser asks
 * for six at once. Charts and the reader of model files stay by themselves, for they bring large libraries.
 */
function isCommon(module: string): boolean {
  if (/src\/(ui\/chart|lib\/ml-model)/.test(module)) return false;
  return /\/src\/(ui|lib)\/|\/node_modules\/(react|react-dom|lucide-react|@base-ui|@tanstack)\//.test(module);
}

export default defineConfig({
  // Relative addresses, so that the page works behind a proxy that serves it below a path.
  base: './',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    // Nothing is put into the page itself: its policy allows no inline script, style or font.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 3, test: isCommon }] } },
      // The UI, and what notebooks show of a trace.
      input: ['index.html', 'notebook.html'],
      treeshake: {
        // It starts WebAssembly where it is imported, which the page's policy forbids; nothing of that is used.
        moduleSideEffects: [{ test: /hyparquet-compressors|hysnappy/, sideEffects: false }],
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/ajax-api', '/api', '/graphql', '/get-artifact', '/model-versions', '/serving-endpoints'].map((path) => [
        path,
        server,
      ]),
    ),
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
