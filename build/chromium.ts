import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { installPackages, mayInstall } from './debian.ts'
import { findChromium } from './electron-binary.ts'

export interface Chromium { readonly path: string; readonly headlessOnly: boolean; readonly environment: Readonly<Record<string, string>> }

/** A Chromium for the stand-in: one that is installed, Debian's where we may install it, else npm's headless one (67 MB). */
export async function haveChromium(root: string, say: (text: string) => void): Promise<Chromium | null> {
  const found = findChromium(process.env)
  if (found !== null) return { path: found, headlessOnly: false, environment: {} }
  if (mayInstall()) {
    say('no Chromium here: installing the Debian package')
    const installed = installPackages(['chromium', 'fonts-noto-core']) ? findChromium(process.env) : null
    if (installed !== null) return { path: installed, headlessOnly: false, environment: {} }
  }
  return process.platform === 'linux' && process.arch === 'x64' ? fetchHeadless(root, say) : null
}

async function fetchHeadless(root: string, say: (text: string) => void): Promise<Chromium | null> {
  const home = join(root, '.chromium')
  const path = join(home, 'chromium')
  if (!existsSync(path)) {
    say('no Chromium here: npm install @sparticuz/chromium into .chromium (67 MB)')
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"private":true}')
    const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--prefix', home, '@sparticuz/chromium@153'], { stdio: ['ignore', 'ignore', 'inherit'] })
    if (status !== 0) return null
    await unpack(home, path)
  }
  // Its own libnss3 and fonts only where the machine has none.
  const isBare = spawnSync(path, ['--version']).status !== 0
  return {
    path, headlessOnly: true,
    environment: { ...(isBare ? { LD_LIBRARY_PATH: join(home, 'lib') } : {}), ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }) },
  }
}

async function unpack(home: string, path: string): Promise<void> {
  const bin = join(home, 'node_modules/@sparticuz/chromium/bin')
  for (const name of ['al2023', 'fonts']) {
    const tar = spawn('tar', ['x', '-C', home, '--no-same-owner'], { stdio: ['pipe', 'inherit', 'inherit'] })
    const left = new Promise(resolve => { tar.once('close', resolve) })
    await pipeline(createReadStream(join(bin, `${name}.tar.br`)), createBrotliDecompress(), tar.stdin)
    await left
  }
  await pipeline(createReadStream(join(bin, 'chromium.br')), createBrotliDecompress(), createWriteStream(`${path}.part`))
  chmodSync(`${path}.part`, 0o755)
  renameSync(`${path}.part`, path)
}
