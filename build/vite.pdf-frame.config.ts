import { defineConfig } from 'vite'

/** The PDF frame, its own page and origin (app://pdf); pdf.js's data files are copied beside it by build.mjs. */
export default defineConfig({
  root: new URL('../renderer/pdf-frame', import.meta.url).pathname,
  base: './',
  build: {
    outDir: new URL('../dist/pdf-frame', import.meta.url).pathname,
    emptyOutDir: true,
    target: 'chrome146',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
})
