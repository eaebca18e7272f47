import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { browser } from './browser.ts'
import type { CdpSession } from './cdp.ts'
import { fromBrowser, policyToBrowser, privileged, type Privileges } from './schemes.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>
export interface PausedRequest { readonly requestId: string; readonly frameId: string; readonly resourceType: string; readonly responseStatusCode?: number; readonly request: { readonly url: string; readonly method: string; readonly headers: Record<string, string>; readonly hasPostData?: boolean } }

class Protocol {
  readonly handlers = new Map<string, SchemeHandler>()
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: Privileges }[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) privileged.set(scheme, privileges ?? {})
  }
  handle(scheme: string, handler: SchemeHandler): void {
    if (!app.isReady()) throw new Error('protocol.handle cannot be called before app is ready')
    const privileges = privileged.get(scheme)
    if (privileges?.standard !== true || privileges.secure !== true) throw new Error(`stand-in: scheme ${scheme} must be registered as standard and secure`)
    if (this.handlers.has(scheme)) throw new Error('The scheme has been registered')
    this.handlers.set(scheme, handler)
  }
}

// Electron's permission names beside Chromium's.
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  geolocation: ['geolocation'], notifications: ['notifications'], media: ['camera', 'microphone'], midi: ['midi'], 'clipboard-read': ['clipboard-read'],
  'idle-detection': ['idle-detection'], 'window-management': ['window-management'], 'display-capture': ['display-capture'],
}
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean
type RequestHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void

export class Session extends EventEmitter {
  static readonly defaultSession = new Session()
  readonly protocol = new Protocol()
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null

  setPermissionRequestHandler(handler: RequestHandler | null): void { this.#request = handler }
  setPermissionCheckHandler(handler: CheckHandler | null): void { this.#check = handler }
  /** Chromium without an embedder offers no device to a page, so there is nothing to ask. */
  setDevicePermissionHandler(): void { /* As said above. */ }
  resolveProxy(_url: string): Promise<string> { return Promise.resolve('DIRECT') }

  /** Chromium asks nobody here: both handlers are asked once per permission and the answer is set in the browser. */
  async applyPermissions(contents: unknown, origin: string): Promise<void> {
    await Promise.all(Object.entries(PERMISSIONS).map(async ([permission, names]) => {
      const handler = this.#request
      // With no handler Electron grants everything.
      const asked = handler === null || await new Promise<boolean>(resolve => handler(contents, permission, resolve, { requestingUrl: fromBrowser(origin), isMainFrame: true }))
      const granted = asked && (this.#check?.(contents, permission, fromBrowser(origin), { isMainFrame: true }) ?? true)
      // Names come and go with Chromium's version; one that it does not know it cannot grant.
      for (const name of names) await browser.cdp.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied', origin }).catch(() => undefined)
    }))
  }

  async answer(cdp: CdpSession, { requestId, resourceType, request }: PausedRequest): Promise<void> {
    const url = fromBrowser(request.url)
    const scheme = url.slice(0, url.indexOf(':'))
    const handler = this.protocol.handlers.get(scheme)
    const fail = (errorReason: string): Promise<unknown> => cdp.send('Fetch.failRequest', { requestId, errorReason })
    if (resourceType === 'Other' && url.endsWith('/favicon.ico')) return void await fail('Aborted') // Electron asks for none.
    if (handler === undefined) return void await (privileged.has(scheme) ? fail('Failed') : cdp.send('Fetch.continueRequest', { requestId }))
    if (request.hasPostData === true) throw new Error('stand-in: a body to a custom scheme is not provided')
    try {
      const response = await handler(new Request(url, { method: request.method, headers: request.headers }))
      const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value: name === 'content-security-policy' ? policyToBrowser(value) : value }))
      await cdp.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body: Buffer.from(await response.arrayBuffer()).toString('base64') })
    } catch (error) {
      console.error(`protocol handler for ${url}:`, error)
      await fail('Failed')
    }
  }
}
