// 'electron' means the stand-in from here on: in a utility process only what Electron gives there.
import { registerHooks } from 'node:module'

const target = new URL(process.env.STANDIN_UTILITY ? './utility-child.ts' : './index.ts', import.meta.url).href
registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: target, shortCircuit: true, format: 'module-typescript' } : next(specifier, context)
  },
})
