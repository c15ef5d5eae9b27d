import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    outDir: '../Silo/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    // The Content-Security-Policy allows the page's own files and nothing that is written into them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // `npm run dev -- --port …` beside a running silo.
  server: { proxy: { '/api': process.env.KALSHI_URL ?? 'http://127.0.0.1:8080' } },
});
