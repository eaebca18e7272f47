// Answers what it hears; counts what came over a port until it closed.
const seen = []
process.parentPort.on('message', ({ data, ports }) => {
  if (data === 'exit') process.exit(7)
  if (data === 'seen') return process.parentPort.postMessage({ seen })
  for (const port of ports) {
    port.on('message', event => { seen.push(event.data); port.postMessage({ echo: event.data }) })
    port.on('close', () => { seen.push('closed'); process.parentPort.postMessage('closed') })
    port.start()
  }
  process.parentPort.postMessage({ heard: data, ports: ports.length, type: process.type, argv: process.argv.slice(2), hasElectron: typeof globalThis.electron })
})
