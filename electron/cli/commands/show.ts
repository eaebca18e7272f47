import { resolve } from 'node:path'
import type { BlobRef } from '../../../shared/model/edoc.ts'
import type { SignatureReport } from '../../../shared/model/signature-report.ts'
import { ProblemError, toProblem } from '../../../shared/problem.ts'
import type { SignedIn } from '../../core/signed-in.ts'
import { readAnchors } from '../../core/trust.ts'
import { isPdf } from '../../handlers/attachment-view.ts'
import { codeOf } from '../../handlers/document-code.ts'
import { hasBlob } from '../../store/blobs.ts'
import { fetchBlob } from '../../sync/fetch-blob.ts'
import type { Command, Invocation } from '../command.ts'
import { EXIT } from '../exit.ts'
import { problemLine } from '../output.ts'
import { openVerifier } from '../open-verifier.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'
import { verdictWords } from '../report-words.ts'

/** `show`: one document with its attachments, moves and verdicts. */
export const show: Command = {
  name: 'show',
  synopsis: 'ID --profile DIR',
  summary: { vi: 'xem một văn bản: tệp kèm, diễn biến, kết quả kiểm tra chữ ký', en: 'one document with attachments, moves, verdicts' },
  options: PROFILE_OPTIONS,
  positionals: [1, 1],
  async run(invocation) {
    const { positionals: [id = ''], output } = invocation
    return withDesk(invocation, async (session, core) => {
      const detail = await core.handlers({ kind: 'file', path: '-' })['documents.get']({ id })
      if (detail === null) throw new ProblemError('document.not-found', { id })
      const { document: doc, task, can, actions, names, pending } = detail
      const attachments = await withVerdicts(invocation, session, doc.attachments.map((ref, place) => ({ ...ref, ...detail.attachments[place], report: detail.attachments[place]?.report ?? null })))
      output.item({ ...doc, task, can, attachments, actions, names, pending }, [
        `${doc.kind} ${codeOf(doc)}`, doc.subject, `${doc.issuerName ?? ''} · ${doc.issuedAt ?? ''} · ${doc.state}`,
        ...attachments.map(file => `  ${file.name} (${file.size})${file.report === null ? '' : ` · ${verdictWords(file.report.verdict, output.language)}`}`),
        ...actions.map(act => `  ${act.at ?? ''} ${act.verb} ${names[act.by ?? ''] ?? act.by ?? ''} ${act.text ?? ''}`),
      ].join('\n'))
      return EXIT.done
    })
  },
}

interface Shown extends BlobRef { readonly report: SignatureReport | null }

/**
 * Judges now what no window has judged, by the anchors of this command line; such a verdict is shown and not kept, since
 * the window's trust may be another. Offline a file that is not here stays without one.
 */
async function withVerdicts<T extends Shown>(invocation: Invocation, { desk, province }: SignedIn, files: readonly T[]): Promise<readonly T[]> {
  const { options, around, output } = invocation
  const trust = await readAnchors(options.all('trust').map(folder => resolve(around.cwd, folder)))
  const judge = await openVerifier(invocation, { trust, isOffline: false })
  const shown: T[] = []
  let isAway = false
  for (const file of files) {
    if (file.report !== null || !isPdf(file) || (isAway && !hasBlob(desk.store, file.sha256))) {
      shown.push(file)
      continue
    }
    try {
      const source = await fetchBlob({ store: desk.store, province, account: desk.account, now: desk.now }, file)
      const report = await judge({ document: { kind: 'source', source }, trust, at: desk.now() }).finally(() => source.close())
      shown.push({ ...file, state: 'here', report })
    } catch (error) {
      const problem = toProblem(error)
      isAway ||= problem.code.startsWith('province.')
      output.note(`${file.name}: ${problemLine(problem, output.language)}`)
      shown.push(file)
    }
  }
  return shown
}
