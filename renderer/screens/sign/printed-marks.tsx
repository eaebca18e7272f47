import type { PrintedMark } from '../../../shared/contract/signing.ts'
import css from './sign.module.css'

interface Props { readonly marks: readonly PrintedMark[]; readonly width: number; readonly height: number; readonly picture: string | null }

/** What will be printed, from the core's own outlines: the same letters at the same places as on the paper. */
export function PrintedMarks({ marks, width, height, picture }: Props) {
  return (
    <svg className={css.printed} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      {marks.map((mark, index) => <Mark key={index} mark={mark} picture={picture} />)}
    </svg>
  )
}

function Mark({ mark, picture }: { mark: PrintedMark; picture: string | null }) {
  switch (mark.kind) {
    case 'text': return <path d={mark.path} fill={mark.ink} />
    case 'line': return <line x1={mark.from[0]} y1={mark.from[1]} x2={mark.to[0]} y2={mark.to[1]} stroke={mark.ink} strokeWidth={mark.width} />
    case 'frame': return <rect x={mark.rect[0]} y={mark.rect[1]} width={mark.rect[2]} height={mark.rect[3]} fill="none" stroke={mark.ink} strokeWidth={mark.width} />
    case 'picture': return picture === null ? null : <image href={picture} x={mark.rect[0]} y={mark.rect[1]} width={mark.rect[2]} height={mark.rect[3]} preserveAspectRatio="none" />
  }
}

/** The words among the marks, for who cannot see them. */
export function wordsOf(marks: readonly PrintedMark[]): string {
  return marks.flatMap(mark => mark.kind === 'text' ? [mark.text] : []).join(' ')
}
