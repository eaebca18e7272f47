import type { Api } from '../api.ts'

/** Puts a PIN on its one-shot road as bytes that are zeroed; never in a request (architecture.md). Null cancels. */
export async function givePin(api: Api, requestId: string, pin: string | null): Promise<void> {
  const port = await api.pinPort(requestId)
  if (pin !== null) {
    const bytes = new TextEncoder().encode(pin)
    port.postMessage(bytes)
    bytes.fill(0)
  }
  port.close()
}
