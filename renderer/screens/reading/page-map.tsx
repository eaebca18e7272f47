import type { SignatureVerdict } from '../../../shared/model/signature-report.ts'
import type { PageRect } from '../../pdf-frame/protocol.ts'
import { useText } from '../../state/context.tsx'
import { toneOf } from './shown-file.ts'
import css from './tabs.module.css'

/** A4 in points: a map, not the page; the page itself is one press away. */
const WIDTH = 595, HEIGHT = 842
const LINES = Array.from({ length: 16 }, (_, index) => 120 + index * 28)

/** Where on the page the signatures stand, numbered as their cards. */
export function PageMap({ signatures, onShow }: { signatures: readonly SignatureVerdict[]; onShow: (at: PageRect) => void }) {
  const text = useText()
  const placed = signatures.flatMap(({ place, verdict }, index) => place ? [{ place, tone: toneOf(verdict), number: index + 1 }] : [])
  const page = placed[0]?.place.page
  if (page === undefined) return <p className={css.meta}>{text.signatures.invisible}</p>
  return (
    <figure className={css.map}>
      <div className={css.mapPage}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>{LINES.map(y => <rect key={y} x={80} y={y} width={y % 5 === 0 ? 300 : 440} height={8} />)}</svg>
        {placed.filter(({ place }) => place.page === page).map(({ place, tone, number }) => {
          const [x1, y1, x2, y2] = place.rect
          const at = { left: `${x1 / WIDTH * 100}%`, top: `${(1 - y2 / HEIGHT) * 100}%`, width: `${(x2 - x1) / WIDTH * 100}%`, height: `${(y2 - y1) / HEIGHT * 100}%` }
          return <button key={number} type="button" className={`${css.spot} ${css[tone]}`} style={at} aria-label={`${text.signatures.showOnPage}: ${text.pdf.signatureMark(number)}`} onClick={() => onShow(place)}><span>{number}</span></button>
        })}
      </div>
      <figcaption>{text.signatures.onPage(page)}</figcaption>
    </figure>
  )
}
