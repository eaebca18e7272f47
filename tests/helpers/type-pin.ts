import type { MessagePort } from 'node:worker_threads'
import { sealPin } from '../../renderer/state/seal-pin.ts'

/** As the window's dialog: waits for the key, posts the PIN sealed with it, closes. */
export function typePin(dialog: MessagePort, pin: string): void {
  dialog.once('message', (key: Uint8Array) => {
    void sealPin(new Uint8Array(Buffer.from(pin)), new Uint8Array(key)).then(sealed => {
      dialog.postMessage(sealed)
      dialog.close()
    })
  })
}
