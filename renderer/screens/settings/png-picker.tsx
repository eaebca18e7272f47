import { Image, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { Problem } from '../../../shared/problem.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useImageUrl } from '../../parts/use-image-url.ts'
import { useText } from '../../state/context.tsx'
import css from './settings.module.css'

export interface PngPickerProps {
  readonly words: { readonly title: string; readonly text: string; readonly alt: string; readonly none: string }
  readonly png: Uint8Array<ArrayBuffer> | null
  readonly problem: Problem | null
  /** Null takes it away. */
  readonly onSet: (png: Uint8Array<ArrayBuffer> | null) => void
  readonly children?: ReactNode
}

/** A picture that is printed on papers: shown as on paper, changed or taken away. */
export function PngPicker({ words, png, problem, onSet, children }: PngPickerProps) {
  const { settings, common } = useText()
  const url = useImageUrl(png)
  return (
    <section className={css.section}>
      <h3>{words.title}</h3>
      <div className={css.image}>
        <div className={css.picture}>{url ? <img src={url} alt={words.alt} /> : <span>{words.none}</span>}</div>
        <div>
          <p className={css.calm}>{words.text}</p>
          <div className={css.buttons}>
            <FileTrigger acceptedFileTypes={['image/png']} onSelect={files => void files?.[0]?.arrayBuffer().then(bytes => onSet(new Uint8Array(bytes)))}><Button icon={Image}>{png ? settings.changeImage : settings.setImage}</Button></FileTrigger>
            {png && <Button look="quiet" icon={X} onPress={() => onSet(null)}>{common.remove}</Button>}
          </div>
          {children}
        </div>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </section>
  )
}
