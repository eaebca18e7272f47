import { existsSync } from 'node:fs'
import { connect, type NetConnectOpts } from 'node:net'
import { join } from 'node:path'

/** A display that answers, not only a variable that is set. */
export async function isDisplayThere(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true
  const wayland = environment['WAYLAND_DISPLAY']
  if (wayland !== undefined && existsSync(join(environment['XDG_RUNTIME_DIR'] ?? '', wayland))) return true
  const match = /^([^/:]*):(\d+)/.exec(environment['DISPLAY'] ?? '')
  if (match === null) return false
  const [, host = '', number = '0'] = match
  if (host !== '' && host !== 'unix') return answers({ host, port: 6000 + Number(number) })
  return await answers({ path: `\0/tmp/.X11-unix/X${number}` }) || answers({ path: `/tmp/.X11-unix/X${number}` })
}

function answers(options: NetConnectOpts): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(options)
    const done = (there: boolean): void => {
      socket.destroy()
      resolve(there)
    }
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
    socket.setTimeout(500, () => done(false))
  })
}
