addEventListener('message', event => event.ports[0].postMessage({ got: event.data.byteLength, bridge: typeof window.probe, origin: location.origin }))
parent.postMessage('frame ready', '*')
