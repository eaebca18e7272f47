import { z } from 'zod'
import type { Handlers } from '../../shared/contract/index.ts'
import { ProblemError } from '../../shared/problem.ts'
import { checkSignatureImage } from '../signing/signature-image.ts'
import type { Database } from '../store/database.ts'
import { getSetting, setSetting } from '../store/settings.ts'

type Names = 'settings.get-seal-image' | 'settings.set-seal-image'

const SEAL = 'seal-image'
/** A seal of 42 mm at 600 dpi is far below this. */
const LARGEST_IMAGE = 5_000_000
const Kept = z.object({ png: z.string(), mm: z.number() })

/** The agency's seal as PNG and its width on paper in millimetres; null where none is set. */
export function readSealImage(db: Database): { readonly png: Uint8Array<ArrayBuffer>; readonly mm: number } | null {
  const kept = getSetting(db, SEAL, Kept.nullable()) ?? null
  return kept === null ? null : { png: new Uint8Array(Buffer.from(kept.png, 'base64')), mm: kept.mm }
}

export function sealHandlers(db: () => Database): Pick<Handlers, Names> {
  return {
    'settings.get-seal-image': async () => ({ seal: readSealImage(db()) }),
    'settings.set-seal-image': async ({ seal }) => {
      if (seal !== null) {
        if (seal.png.length > LARGEST_IMAGE) throw new ProblemError('file.too-large', { file: 'PNG' })
        checkSignatureImage(seal.png)
      }
      setSetting(db(), SEAL, seal === null ? null : { png: Buffer.from(seal.png).toString('base64'), mm: seal.mm })
      return {}
    },
  }
}
