/**
 * A message port as the core sees it: Electron's `MessagePortMain`, its parent port, and Node's `MessagePort` all fit
 * after `adoptPort`. Electron wraps what arrives in `{data, ports}`, Node does not.
 */
export interface Port {
  post(message: unknown, transfer?: readonly unknown[]): void
  onMessage(listener: (data: unknown, ports: readonly unknown[]) => void): void
  onClose(listener: () => void): void
  close(): void
}

interface ForeignPort {
  postMessage(message: unknown, transfer?: readonly unknown[]): void
  on(event: string, listener: (event: unknown) => void): unknown
  start?(): void
  close?(): void
}

export function isForeignPort(value: unknown): value is ForeignPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}

export function adoptPort(port: ForeignPort): Port {
  return {
    post: (message, transfer) => transfer === undefined ? port.postMessage(message) : port.postMessage(message, transfer),
    onMessage(listener) {
      port.on('message', event => {
        const wrapped = typeof event === 'object' && event !== null && 'data' in event && 'ports' in event
        if (wrapped) listener(event.data, Array.isArray(event.ports) ? event.ports : [])
        else listener(event, [])
      })
      port.start?.()
    },
    onClose: listener => { port.on('close', () => listener()) },
    close: () => port.close?.(),
  }
}
