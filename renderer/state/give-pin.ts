import type { Api } from '../api.ts'
import { sealPin } from './seal-pin.ts'

/**
 * Puts a PIN on its one-shot road, sealed for the token process at its other end; never in a request (architecture.md).
 * Null cancels.
 */
export async function givePin(api: Api, requestId: string, pin: string | null): Promise<void> {
  const port = await api.pinPort(requestId)
  try {
    if (pin === null) return
    const receiver = await firstBytes(port)
    const bytes = new TextEncoder().encode(pin)
    port.postMessage(await sealPin(bytes, receiver))
    bytes.fill(0)
  } finally {
    port.close()
  }
}

/** The token process says first with which key. */
function firstBytes(port: MessagePort): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    port.addEventListener('message', ({ data }) => {
      if (data instanceof Uint8Array) resolve(new Uint8Array(data))
      else reject(new TypeError('not a key'))
    }, { once: true })
    port.start()
  })
}
