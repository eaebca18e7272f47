/** Entry of the token process: an Electron utility process, or a child of plain Node. Knows no document and no network. */
import { ToToken } from '../../shared/contract/token-process.ts'
import type { KeySource } from './key-source.ts'
import { keyPlace } from './module-name.ts'
import { makePinPorts } from './pin/pin-ports.ts'
import type { PinPort } from './pin/pin-ports.ts'
import { serve } from './serve.ts'
import type { CoreChannel } from './serve.ts'

/** What we use of Electron's `MessagePortMain` and of `process.parentPort`. */
type Port = PinPort
interface ParentPort { on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void }

const pinPorts = makePinPorts()
const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort) listenToShell(parentPort)
else listenToParent()

function listenToShell(shell: ParentPort): void {
  shell.on('message', ({ data, ports: [port] }) => {
    const message = ToToken.parse(data)
    if (port === undefined) return
    if (message.type === 'pin') pinPorts.arrived(message.requestId, port)
    else {
      port.on('close', endNow) // without a core there is nobody left to sign for
      serve({ core: channelOf(port), pinPorts, open: () => openPlace(message.module) })
      port.start()
    }
  })
}

/** In plain Node the first message is the shell's, and what follows on the same channel is the core's. */
function listenToParent(): void {
  process.once('message', (data: unknown) => {
    const message = ToToken.parse(data)
    if (message.type === 'start') serve({ core: parentChannel(), pinPorts, open: () => openPlace(message.module) })
  })
  process.on('disconnect', endNow)
}

function channelOf(port: Port): CoreChannel {
  return {
    postMessage: message => port.postMessage(message),
    onMessage: listener => port.on('message', ({ data }) => listener(data)),
  }
}

function parentChannel(): CoreChannel {
  return {
    postMessage: message => process.send?.(message),
    onMessage: listener => process.on('message', listener),
  }
}

/** Loaded on demand: a driver's process needs no ASN.1, and a file's needs no native code. */
async function openPlace(module: string): Promise<KeySource> {
  const { kind, path } = keyPlace(module)
  if (kind === 'p12') return (await import('./pkcs12/source.ts')).openPkcs12(path)
  const { checkModuleFile } = await import('./modules/module-file.ts')
  await checkModuleFile(path, { platform: process.platform, arch: process.arch })
  return (await import('./pkcs11/source.ts')).openPkcs11(path)
}

/** `process.exit` waits for the thread that a hanging driver holds; the signal does not. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL')
}
