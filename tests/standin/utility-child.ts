/** Inside a utility process: `process.parentPort`. What Electron does not give there is refused at import. */
import { EventEmitter } from 'node:events'
import { PortTable } from './ports.ts'
import type { Wire } from './utility-process.ts'

const say = (message: Wire): void => { process.send?.(message) }
const ports = new PortTable('u', { message: (id, data) => say({ type: 'port', id, data }), close: id => say({ type: 'port-closed', id }) })

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    say({ type: 'message', data, ports: [] })
  }
}
const parentPort = new ParentPort()
Object.defineProperty(process, 'parentPort', { value: parentPort })
Object.defineProperty(process, 'type', { value: 'utility' })
process.on('message', message => {
  const wire = message as Wire
  if (wire.type === 'port') ports.heard(wire.id, wire.data)
  else if (wire.type === 'port-closed') ports.closed(wire.id)
  else parentPort.emit('message', { data: wire.data, ports: wire.ports.map(id => ports.receive(id)) })
})
// Without the shell there is nothing to live for: Electron ends its utility processes with it.
process.on('disconnect', () => process.exit(0))
