import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npx vite --config tests/renderer/demo/vite.config.ts`: the window over an Api in memory, in any browser. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  // A folder of PDFs to look at; none is in the repository.
  publicDir: process.env['DEMO_FILES'] ?? false,
  plugins: [react()],
  server: { port: 5190, strictPort: true },
  build: { target: 'chrome146', outDir: process.env['DEMO_OUT'] ?? '../../../dist/demo', emptyOutDir: true },
})
