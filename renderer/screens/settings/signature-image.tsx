import { useEffect, useState } from 'react'
import { toProblem, type Problem } from '../../../shared/problem.ts'
import { useDesk, useText } from '../../state/context.tsx'
import { settle } from '../../state/loaded.ts'
import { PngPicker } from './png-picker.tsx'

/** Hình chữ ký: shown on paper, as it will be drawn; changed or taken away. */
export function SignatureImage() {
  const { api } = useDesk()
  const text = useText().settings
  const [png, setPng] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
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
  return <PngPicker words={{ title: text.image, text: text.imageText, alt: text.imageAlt, none: text.noImage }} png={png} problem={problem} onSet={bytes => void set(bytes)} />
}
