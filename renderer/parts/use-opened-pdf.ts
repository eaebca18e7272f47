import { useEffect, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { useDesk } from '../state/context.tsx'
import { settle } from '../state/loaded.ts'
import { openAttachment } from './attachment-source.ts'
import type { PdfController } from './pdf-controller.ts'

/**
 * Opens a document's file in the frame when it changes, or closes it with null; what goes wrong is told in place of the
 * pages. `until`: its first so many bytes alone, an earlier state of it.
 */
export function useOpenedPdf(documentId: string | null, file: { readonly blobId: string; readonly name: string } | null, controller: PdfController, until: number | null = null) {
  const { api } = useDesk()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [turn, setTurn] = useState(0)
  const blobId = file?.blobId ?? null, name = file?.name ?? ''
  useEffect(() => {
    const asked = { here: true }
    if (documentId === null || blobId === null) return controller.open(null)
    const key = until === null ? blobId : `${blobId} ${until}`
    controller.makeWayFor(key)
    void settle(openAttachment(api, { documentId, blobId, name })).then(answer => {
      if (!asked.here) return
      setProblem(answer.kind === 'failed' ? answer.problem : null)
      if (answer.kind === 'ready') controller.open(until === null ? answer.value : { ...answer.value, key, size: Math.min(until, answer.value.size) })
    })
    return () => { asked.here = false }
  }, [api, controller, documentId, blobId, name, until, turn])
  return { problem, again: () => setTurn(now => now + 1) }
}
