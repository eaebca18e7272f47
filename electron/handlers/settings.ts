import { open } from 'node:fs/promises'
import type { Handlers } from '../../shared/contract/index.ts'
import { Settings } from '../../shared/contract/profile.ts'
import { ProblemError } from '../../shared/problem.ts'
import { checkSignatureImage } from '../signing/signature-image.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'
import { moduleName } from '../token/module-name.ts'
import { rememberSignService } from './sign-service.ts'
import { z } from 'zod'
import { asFileProblem, type GrantReader } from './given-files.ts'

type Names = 'settings.get' | 'settings.set' | 'settings.get-signature-image' | 'settings.set-signature-image' | 'settings.add-token-file' | 'settings.use-sign-service'

const NAME = 'settings'
const IMAGE = 'signature-image'
/** A signature drawn at 600 dpi on 60 × 30 mm is far below this. */
const LARGEST_IMAGE = 5_000_000

export const DEFAULT_SETTINGS: Settings = { language: 'vi', theme: 'system', density: 'comfortable', tokenModules: [], undoMs: 10_000, signService: false, signatureLevel: 'B-LTA', tsaUrls: [], tsaQuotas: [], hostMap: [], sendBeforeTimestamp: true }

/** The officer's own, with `imposed` in place of what the administrator has decided. */
export function readSettings(db: Database, imposed: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, ...withoutUndefined(getSetting(db, NAME, Settings.partial()) ?? {}), ...imposed }
}

/** The handwritten signature as PNG; null where none is set. */
export function readSignatureImage(db: Database): Uint8Array<ArrayBuffer> | null {
  const text = getSetting(db, IMAGE, z.string().nullable()) ?? null
  return text === null ? null : new Uint8Array(Buffer.from(text, 'base64'))
}

export interface SettingsServices {
  readonly db: () => Database
  readonly grants: GrantReader
  readonly changed: (settings: Settings) => void
  readonly signServicePort: number
  /** A window never names a path (security.md): it adds drivers and token files by grants, and may only leave some out. */
  readonly isWindow: boolean
  /** The administrator's: they are in effect whatever the officer has set, and cannot be changed. */
  readonly imposed: Partial<Settings>
}

export function settingsHandlers({ db, grants, changed, signServicePort, isWindow, imposed }: SettingsServices): Pick<Handlers, Names> {
  function change(part: Partial<Settings>): Settings {
    const own = Object.fromEntries(Object.entries(part).filter(([key]) => !Object.hasOwn(imposed, key)))
    setSetting(db(), NAME, { ...readSettings(db()), ...own })
    const settings = readSettings(db(), imposed)
    changed(settings)
    return settings
  }
  return {
    'settings.get': async () => readSettings(db(), imposed),
    // Without the service's certificate, which only the request below takes, the switch would mean nothing; switched off it is forgotten.
    'settings.set': async ({ signService, ...part }) => {
      const known = readSettings(db()).tokenModules
      if (isWindow && part.tokenModules?.every(place => known.includes(place)) === false) throw new ProblemError('request.malformed')
      if (signService === false && imposed.signService === undefined) await rememberSignService(db(), null)
      return change({ ...withoutUndefined(part), ...(signService === false ? { signService } : {}) })
    },
    'settings.use-sign-service': async ({ on }) => {
      if (imposed.signService !== undefined) return readSettings(db(), imposed)
      await rememberSignService(db(), on ? signServicePort : null)
      return change({ signService: on })
    },
    'settings.get-signature-image': async () => ({ png: readSignatureImage(db()) }),
    'settings.set-signature-image': async ({ png }) => {
      if (png !== null) {
        if (png.length > LARGEST_IMAGE) throw new ProblemError('file.too-large', { file: 'PNG' })
        checkSignatureImage(png)
      }
      setSetting(db(), IMAGE, png === null ? null : Buffer.from(png).toString('base64'))
      return {}
    },
    'settings.add-token-file': async ({ grant }) => {
      const path = await grants.readable(grant)
      const place = moduleName({ kind: await isPkcs12(path) ? 'p12' : 'module', path })
      const { tokenModules } = readSettings(db())
      return change({ tokenModules: [...tokenModules.filter(each => each !== place), place] })
    },
  }
}

function withoutUndefined(part: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

/** By its first byte: PKCS#12 is a DER SEQUENCE, a library is ELF, PE or Mach-O. */
async function isPkcs12(path: string): Promise<boolean> {
  if (/\.(p12|pfx)$/i.test(path)) return true
  const first = Buffer.alloc(1)
  try {
    const file = await open(path)
    await file.read(first, 0, 1, 0).finally(() => file.close())
  } catch (error) {
    throw asFileProblem(error, path)
  }
  return first[0] === 0x30
}
