import { useEffect, useState } from 'react'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { Field } from '../../parts/field.tsx'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { dotsPerInch, isSealWidth, pngFacts, SHARP_DPI } from '../../state/png-facts.ts'
import { PngPicker } from './png-picker.tsx'
import css from './settings.module.css'

/** That of a provincial people's committee; each agency sets its own. */
const USUAL_MM = 36

/** Hình con dấu: shown on paper, with its real width against its pixels, so that a blurred seal is seen before it is printed. */
export function SealImage() {
  const { api } = useDesk()
  const text = useText().seal
  const [png, setPng] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const [mm, setMm] = useState(String(USUAL_MM))
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    void settle(api.request('settings.get-seal-image', {})).then(answer => {
      if (answer.kind !== 'ready' || answer.value.seal === null) return
      setPng(new Uint8Array(answer.value.seal.png))
      setMm(String(answer.value.seal.mm))
    })
  }, [api])
  async function keep(bytes: Uint8Array<ArrayBuffer> | null, width: string): Promise<void> {
    try {
      if (bytes !== null && !isSealWidth(width)) return
      await api.request('settings.set-seal-image', { seal: bytes === null ? null : { png: bytes, mm: Number(width) } })
      setPng(bytes)
      setProblem(null)
    } catch (error) {
      setProblem(toProblem(error))
    }
  }
  return (
    <PngPicker words={text} png={png} problem={problem} onSet={bytes => void keep(bytes, mm)}>
      {png && <Field label={text.width} inputMode="decimal" value={mm} onChange={width => { setMm(width); void keep(png, width) }} error={isSealWidth(mm) ? null : text.badWidth} />}
      {png && isSealWidth(mm) && <Sharpness png={png} mm={Number(mm)} />}
    </PngPicker>
  )
}

function Sharpness({ png, mm }: { png: Uint8Array; mm: number }) {
  const text = useText().seal
  const facts = pngFacts(png)
  if (facts === null) return null
  const dpi = dotsPerInch(facts.width, mm)
  const isSharp = dpi >= SHARP_DPI
  return (
    <>
      <p className={isSharp ? css.calm : css.wrong}>{(isSharp ? text.sharp : text.blurred)(facts.width, facts.height, dpi)}</p>
      {!facts.mayBeTransparent && <p className={css.wrong}>{text.opaque}</p>}
    </>
  )
}
