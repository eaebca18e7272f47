import { useEffect, useState } from 'react'
import type { PreparedItem } from '../../../shared/contract/signing.ts'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { useDesk } from '../../state/context.tsx'

export interface Repairs {
  /** Papers of this dialog with mended copies in place of their damaged files. */
  withCopies(items: readonly PreparedItem[]): PreparedItem[]
  /** The paper that is being mended, null for none. */
  readonly busy: string | null
  /** By document, why it could not be mended. */
  readonly problems: Readonly<Record<string, Problem>>
  mend(documentId: string): Promise<void>
}

/** Damaged papers of one signing dialog: a copy is made only when the officer asks for it, and is gone with the dialog. */
export function useRepairs(): Repairs {
  const { api } = useDesk()
  const [copies, setCopies] = useState<Readonly<Record<string, PreparedItem>>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, Problem>>>({})
  const [busy, setBusy] = useState<string | null>(null)
  // Copies live in the core: with one that fell they are gone, and are made again when somebody asks.
  useEffect(() => api.on('shell.core-changed', ({ state }) => { if (state === 'running') setCopies({}) }), [api])
  return {
    busy, problems,
    withCopies: items => items.map(item => copies[item.documentId] ?? item),
    async mend(documentId) {
      setBusy(documentId)
      try {
        const { item } = await api.request('signing.repair', { documentId })
        setCopies(before => ({ ...before, [documentId]: item }))
      } catch (error) {
        setProblems(before => ({ ...before, [documentId]: toProblem(error) }))
      } finally {
        setBusy(null)
      }
    },
  }
}
