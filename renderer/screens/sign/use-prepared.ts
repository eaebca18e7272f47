import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import type { CopyKind, SigningAct } from '../../../shared/model/signing-act.ts'
import { useDesk } from '../../state/context.tsx'
import { settle, type Loaded } from '../../state/loaded.ts'

type Prepared = Output<'signing.prepare'>

/** What is to be signed and what the officer gives for it. */
export interface Preparing { readonly documentIds: readonly string[]; readonly act: SigningAct; readonly text: string; readonly copyKind: CopyKind }

/** Between two letters typed; the page follows without a lag that anybody sees. */
const PAUSE_MS = 250

/** The documents with exactly what will be printed; asked again when the officer's words change, the last answer shown meanwhile: `isCurrent` tells that it is not yet theirs. */
export function usePrepared({ documentIds, act, text, copyKind }: Preparing): { readonly prepared: Loaded<Prepared>; readonly isCurrent: boolean; readonly again: () => void } {
  const { api } = useDesk()
  const wish = JSON.stringify([documentIds, act, text, copyKind])
  const [{ prepared, of }, setPrepared] = useState<{ readonly prepared: Loaded<Prepared>; readonly of: string | null }>({ prepared: { kind: 'loading' }, of: null })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const asked = { isCurrent: true }
    const choice = { act, ...(act === 'comment' ? { text } : {}), ...(act === 'copy' ? { copyKind } : {}) }
    const timer = setTimeout(() => {
      void settle(api.request('signing.prepare', { documentIds: [...documentIds], ...choice })).then(answer => { if (asked.isCurrent) setPrepared({ prepared: answer, of: wish }) })
    }, text === '' ? 0 : PAUSE_MS)
    return () => {
      asked.isCurrent = false
      clearTimeout(timer)
    }
  }, [api, documentIds, act, text, copyKind, turn, wish])
  // A core that began anew has forgotten what was opened, mended and typed, and may have signed before it fell.
  useEffect(() => api.on('shell.core-changed', ({ state }) => { if (state === 'running') setTurn(now => now + 1) }), [api])
  return { prepared, isCurrent: of === wish, again: () => setTurn(now => now + 1) }
}
