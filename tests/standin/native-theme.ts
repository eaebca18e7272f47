import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { WebContents } from './web-contents.ts'

type Source = 'system' | 'light' | 'dark'

class NativeTheme extends EventEmitter {
  #source: Source = 'system'
  get themeSource(): Source { return this.#source }
  set themeSource(source: Source) {
    this.#source = source
    for (const contents of WebContents.getAllWebContents()) void contents.emulateScheme(source).catch(() => undefined)
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean { return this.#source === 'dark' }
}
export const nativeTheme = new NativeTheme()

app.on('web-contents-created', (_event: unknown, contents: WebContents) => {
  if (nativeTheme.themeSource !== 'system') contents.once('standin-open', () => void contents.emulateScheme(nativeTheme.themeSource))
})
