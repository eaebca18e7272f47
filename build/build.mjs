// Builds everything that runs from dist/. Plain JavaScript, because `prepare` starts it on whatever Node npm has.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const projectNode = join(root, 'node_modules/node/bin/node')
const watching = process.argv.includes('--watch')

// better-sqlite3 and type stripping want Node 24; outside npm scripts an older one may have started us.
if (Number(process.versions.node.split('.')[0]) < 24 && existsSync(projectNode)) {
  const { status } = spawnSync(projectNode, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const { build: bundle, watch: watchBundle } = await import('rolldown')
const { build: vite } = await import('vite')

const external = ['electron', 'better-sqlite3', 'koffi', /^node:/]
const programs = [
  { input: 'electron/main/main.ts', file: 'main.js' },
  { input: 'electron/preload.ts', file: 'preload.cjs' },
  { input: 'electron/core/main.ts', file: 'core.js' },
  // In pieces: a driver's process needs no ASN.1, a file's no native code; each command loads only what it needs.
  { input: 'electron/token/host.ts', file: 'token.js', pieces: 'token-[name].js' },
  { input: 'electron/validation/worker.ts', file: 'worker.js' },
  { input: 'electron/pdf/repair-worker.ts', file: 'repair.js' },
  { input: 'electron/cli/main.ts', file: 'cli.js', pieces: 'cli-[name].js' },
]
const pages = [
  { input: 'renderer/index.html', config: 'vite.renderer.config.ts' },
  { input: 'renderer/pdf-frame/index.html', config: 'vite.pdf-frame.config.ts' },
]

/** Rooms are built one after another; what is not there yet is said and left out. */
function isThere({ input }) {
  if (existsSync(join(root, input))) return true
  console.log(`build: ${input} is not there yet, left out`)
  return false
}

function programOptions({ input, file, pieces }) {
  const whole = { file: join(root, 'dist', file), codeSplitting: false }
  return {
    input: join(root, input),
    platform: 'node',
    external,
    output: {
      ...(pieces === undefined ? whole : { dir: join(root, 'dist'), entryFileNames: file, chunkFileNames: pieces }),
      format: file.endsWith('.cjs') ? 'cjs' : 'esm',
      sourcemap: true,
    },
    onLog(level, log, say) { if (level === 'warn' && log.code !== 'EVAL') say(level, log) },
  }
}

/** pdf.js fetches these at run time, from the frame's own origin. */
function copyPdfJsFiles() {
  if (!existsSync(join(root, 'dist/pdf-frame'))) return
  const from = join(root, 'node_modules/pdfjs-dist')
  for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
    if (existsSync(join(from, folder))) cpSync(join(from, folder), join(root, 'dist/pdf-frame', folder), { recursive: true })
  }
  cpSync(join(from, 'build/pdf.worker.min.mjs'), join(root, 'dist/pdf-frame/pdf.worker.mjs'))
}

/** Pieces of an earlier build under names that this one does not use would be packaged along. */
function forgetPieces() {
  for (const name of existsSync(join(root, 'dist')) ? readdirSync(join(root, 'dist')) : []) if (/^(cli|token)-.*\.js(\.map)?$/.test(name)) rmSync(join(root, 'dist', name))
}

async function buildPages() {
  for (const page of pages.filter(isThere)) {
    await vite({ configFile: join(import.meta.dirname, page.config), logLevel: 'warn' })
  }
  copyPdfJsFiles()
}

/** One failing room must not hide the others': all are tried, the first failure is the exit code. */
async function buildOnce() {
  const failures = []
  forgetPieces()
  for (const program of programs.filter(isThere)) {
    try { await bundle(programOptions(program)) } catch (error) { failures.push(error) }
  }
  try { await buildPages() } catch (error) { failures.push(error) }
  for (const failure of failures) console.error(failure instanceof Error ? failure.message : failure)
  return failures.length
}

function watchAll() {
  watchBundle(programs.filter(isThere).map(programOptions)).on('event', event => {
    if (event.code === 'BUNDLE_END') console.log(`build: ${event.output[0]} (${event.duration} ms)`)
    if (event.code === 'ERROR') console.error(event.error.message)
  })
  let timer
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void buildPages().then(() => console.log('build: pages'), error => console.error(error.message)), 100)
  }
  for (const folder of ['renderer', 'shared']) watch(join(root, folder), { recursive: true }, again)
  again()
}

const startedAt = performance.now()
if (watching) watchAll()
else {
  const failed = await buildOnce()
  console.log(`build: ${failed === 0 ? 'done' : `${failed} failed`} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  process.exitCode = failed === 0 ? 0 : 1
}
