import { damaged } from './limits.ts'

/** How rows were differenced before compression (ISO 32000-2 §7.4.4.4); `predictor` 1 is none, 2 TIFF, 10–15 PNG. */
export interface Prediction { readonly predictor: number; readonly colors: number; readonly bitsPerComponent: number; readonly columns: number }

/** Undoes the differencing. */
export function unpredict(data: Uint8Array, prediction: Prediction): Uint8Array {
  const { predictor, colors, bitsPerComponent, columns } = prediction
  if (predictor === 1) return data
  const rowLength = Math.ceil((columns * colors * bitsPerComponent) / 8)
  if (!(rowLength > 0 && rowLength <= 1 << 24)) throw damaged('predictor-columns')
  const step = Math.max(1, (colors * bitsPerComponent) >> 3)
  if (predictor === 2) return untiff(data, rowLength, step, bitsPerComponent)
  return unfilterPng(data, rowLength, step)
}

/** PNG's own filters (PNG §9), one filter byte before each row; a last row cut short is left out. */
export function unfilterPng(data: Uint8Array, rowLength: number, step: number): Uint8Array {
  const rows = Math.floor(data.length / (rowLength + 1))
  const out = new Uint8Array(rows * rowLength)
  for (let row = 0; row < rows; row++) {
    const from = row * (rowLength + 1)
    const to = row * rowLength
    out.set(data.subarray(from + 1, from + 1 + rowLength), to)
    unfilterRow(out, to, { filter: data[from] ?? 0, rowLength, step, first: row === 0 })
  }
  return out
}

interface Row { readonly filter: number; readonly rowLength: number; readonly step: number; readonly first: boolean }

function unfilterRow(out: Uint8Array, to: number, { filter, rowLength, step, first }: Row): void {
  if (filter === 0) return
  if (filter > 4) throw damaged('predictor-filter')
  for (let index = 0; index < rowLength; index++) {
    const at = to + index
    const left = index >= step ? out[at - step] ?? 0 : 0
    const up = first ? 0 : out[at - rowLength] ?? 0
    const upLeft = first || index < step ? 0 : out[at - rowLength - step] ?? 0
    const added = filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, upLeft)
    out[at] = (out[at] ?? 0) + added
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft
  const [byLeft, byUp, byUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)]
  if (byLeft <= byUp && byLeft <= byUpLeft) return left
  return byUp <= byUpLeft ? up : upLeft
}

function untiff(data: Uint8Array, rowLength: number, step: number, bits: number): Uint8Array {
  if (bits !== 8) throw damaged('predictor-bits')
  const out = Uint8Array.from(data)
  for (let at = 0; at < out.length; at++) if (at % rowLength >= step) out[at] = (out[at] ?? 0) + (out[at - step] ?? 0)
  return out
}
