import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = new URL('../renderer', import.meta.url).pathname

/** The window's page, served as app://bundle. Nothing is inlined: the policy allows no data: scripts, styles or fonts. */
export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  build: {
    outDir: new URL('../dist/renderer', import.meta.url).pathname,
    emptyOutDir: true,
    target: 'chrome146',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
})
