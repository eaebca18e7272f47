const { contextBridge, ipcRenderer } = require('electron')
const ports = {}
ipcRenderer.on('port', (event, name) => window.postMessage({ name }, location.origin, [...event.ports]))
ipcRenderer.on('own-port', (event, name) => { ports[name] = event.ports[0] })
contextBridge.exposeInMainWorld('probe', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  on: (channel, listener) => { const heard = (_event, ...args) => listener(...args); ipcRenderer.on(channel, heard); return () => ipcRenderer.off(channel, heard) },
  ask: (name, message) => new Promise(done => { ports[name].onmessage = event => done(event.data); ports[name].postMessage(message) }),
  twice: listener => [listener(1), listener(2)],
  fails() { throw new TypeError('from preload') },
  versions: { electron: process.versions.electron },
})
