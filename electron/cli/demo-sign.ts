import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProblemError } from '../../shared/problem.ts'
import type { DemoJob } from './demo-job.ts'

interface SignBy { readonly holder: string | null; readonly documentId: string; readonly act: 'approve' | 'issue'; readonly followUp: 'number' | 'dispatch' }

/** One act of the demo with the token of one officer, its PIN from a file that is gone afterwards. */
export async function signBy({ core, line }: DemoJob, { holder, documentId, act, followUp }: SignBy) {
  const token = line.tokens.find(each => each.officerId === holder)
  if (token === undefined) throw new ProblemError('token.absent')
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-pin-'))
  try {
    const pinFile = join(folder, 'pin')
    writeFileSync(pinFile, token.pin, { mode: 0o600 })
    const handlers = core.handlers({ kind: 'file', path: pinFile })
    await handlers['settings.set']({ tokenModules: [`p12:${token.p12}`] })
    const seen = (await handlers['tokens.list']({})).tokens.find(each => each.source === 'p12')
    const [item] = (await handlers['signing.prepare']({ documentIds: [documentId], act })).items
    if (seen === undefined || item === undefined) throw new ProblemError('token.absent')
    const { results: [result], certificate } = await handlers['signing.sign']({ requestId: 'demo', tokenId: seen.tokenId, certificate: null, act, items: [{ documentId, placement: item.placement }], followUp })
    if (result === undefined || result.problem !== null) throw new ProblemError(result?.problem?.code ?? 'signing.not-signable', result?.problem?.facts)
    return { certificate, rows: result.outboxIds.length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
