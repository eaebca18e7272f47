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

/** The documents with exactly what will be printed; asked again when the officer's words change, the last answer shown meanwhile. */
export function usePrepared({ documentIds, act, text, copyKind }: Preparing): { readonly prepared: Loaded<Prepared>; readonly again: () => void } {
  const { api } = useDesk()
  const [prepared, setPrepared] = useState<Loaded<Prepared>>({ kind: 'loading' })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const asked = { isCurrent: true }
    const choice = { act, ...(act === 'comment' ? { text } : {}), ...(act === 'copy' ? { copyKind } : {}) }
    const timer = setTimeout(() => {
      void settle(api.request('signing.prepare', { documentIds: [...documentIds], ...choice })).then(answer => { if (asked.isCurrent) setPrepared(answer) })
    }, text === '' ? 0 : PAUSE_MS)
    return () => {
      asked.isCurrent = false
      clearTimeout(timer)
    }
  }, [api, documentIds, act, text, copyKind, turn])
  return { prepared, again: () => setTurn(now => now + 1) }
}
