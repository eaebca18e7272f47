import { Fragment } from 'react'
import { highlight } from '../../state/highlight.ts'

/** Text with what was found in it marked. */
export function Marked({ text, typed }: { text: string; typed: string }) {
  const original = text.normalize('NFC')
  const matches = highlight(original, typed)
  return (
    <>
      {matches.map(({ from, to }, index) => <Fragment key={from}>{original.slice(matches[index - 1]?.to ?? 0, from)}<mark>{original.slice(from, to)}</mark></Fragment>)}
      {original.slice(matches.at(-1)?.to ?? 0)}
    </>
  )
}
