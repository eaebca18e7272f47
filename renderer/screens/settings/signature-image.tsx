import { Image, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useImageUrl } from '../../parts/use-image-url.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import css from './settings.module.css'

/** Hình chữ ký: shown on paper, as it will be drawn; changed or taken away. */
export function SignatureImage() {
  const { api } = useDesk()
  const { settings: text, common } = useText()
  const [png, setPng] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const url = useImageUrl(png)
  useEffect(() => { void settle(api.request('settings.get-signature-image', {})).then(answer => { if (answer.kind === 'ready') setPng(answer.value.png) }) }, [api])
  async function set(bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
    try {
      await api.request('settings.set-signature-image', { png: bytes })
      setPng(bytes)
      setProblem(null)
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  return (
    <section className={css.section}>
      <h3>{text.image}</h3>
      <div className={css.image}>
        <div className={css.picture}>{url ? <img src={url} alt={text.imageAlt} /> : <span>{text.noImage}</span>}</div>
        <div>
          <p className={css.calm}>{text.imageText}</p>
          <div className={css.buttons}>
            <FileTrigger acceptedFileTypes={['image/png']} onSelect={files => void files?.[0]?.arrayBuffer().then(bytes => set(new Uint8Array(bytes)))}><Button icon={Image}>{png ? text.changeImage : text.setImage}</Button></FileTrigger>
            {png && <Button look="quiet" icon={X} onPress={() => void set(null)}>{common.remove}</Button>}
          </div>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </section>
  )
}
