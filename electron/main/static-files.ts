import { protocol, type Session } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { resolveInside } from './resolve-inside.ts'
import { PDF_HOST, PDF_POLICY, WINDOW_HOST, WINDOW_POLICY } from './policies.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.png': 'image/png', '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.pfb': 'application/octet-stream', '.bcmap': 'application/octet-stream', '.wasm': 'application/wasm', '.icc': 'application/vnd.iccprofile',
}

/** Before `ready`: makes `app:` a scheme with origins, so that the window and the PDF frame are strangers to each other. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** Serves the built pages and nothing else: no document, no path outside dist/ (bytes of documents travel over ports). */
export function serveStaticFiles(session: Session, dist: string): void {
  const hosts: Readonly<Record<string, { root: string; policy: string }>> = {
    [WINDOW_HOST]: { root: join(dist, 'renderer'), policy: WINDOW_POLICY },
    [PDF_HOST]: { root: join(dist, 'pdf-frame'), policy: PDF_POLICY },
  }
  session.protocol.handle('app', async request => {
    const url = new URL(request.url)
    const host = Object.hasOwn(hosts, url.host) ? hosts[url.host] : undefined
    const path = host === undefined || request.method !== 'GET' ? null : resolveInside(host.root, url.pathname)
    const bytes = path === null ? null : await readFile(path).catch(() => null)
    const headers = { 'content-security-policy': host?.policy ?? WINDOW_POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }
    if (path === null || bytes === null) return new Response('', { status: 404, headers })
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' } })
  })
}
