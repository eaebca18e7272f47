import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract/index.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk, useFormat, useText } from '../../state/context.tsx'
import { diagnosticWords } from '../../state/diagnostic-words.ts'
import { settle, type Loaded } from '../../state/loaded.ts'
import css from './settings.module.css'

/** Chẩn đoán: what IT staff ask for on the telephone; no secret and no text of a document. */
export function DiagnosticsPage() {
  const { api, toasts } = useDesk()
  const words = useText()
  const { settings: text, common } = words
  const format = useFormat()
  const [lines, setLines] = useState<Loaded<Output<'diagnostics.get'>['lines']>>({ kind: 'loading' })
  useEffect(() => { void settle(api.request('diagnostics.get', {}).then(answer => answer.lines)).then(setLines) }, [api])
  if (lines.kind === 'loading') return <p className={css.calm}>{common.loading}</p>
  if (lines.kind === 'failed') return <ProblemNote problem={lines.problem} />
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(lines.kind === 'ready' ? lines.value.map(({ key, value, ok }) => `${ok ? '+' : '!'} ${key}: ${value}`).join('\n') : '')
    toasts.tell({ kind: 'copied' })
  }
  return (
    <section className={css.section}>
      <h3>{text.diagnostics}<Button look="quiet" size="small" icon={Copy} onPress={() => void copy()}>{text.copy}</Button></h3>
      <dl className={css.facts}>
        {lines.value.map(({ key, value, ok }, index) => (
          <div key={`${key} ${index}`}><dt>{ok ? <Check aria-hidden size={16} strokeWidth={1.8} /> : <TriangleAlert aria-hidden size={16} strokeWidth={1.8} className={css.wrong} />}{text.lines[key] ?? key}</dt><dd>{diagnosticWords({ key, value }, format, words)}</dd></div>
        ))}
      </dl>
    </section>
  )
}
