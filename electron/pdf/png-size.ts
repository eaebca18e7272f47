/** How wide a PNG says that it is on paper (pHYs, PNG §11.3.4.3), in millimetres; null when it does not say. */
export function pngWidthMm(bytes: Uint8Array): number | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.length < 33 || view.toString('latin1', 12, 16) !== 'IHDR') return null
  const width = view.readUInt32BE(16)
  for (let at = 8; at + 12 <= view.length; at += 12 + view.readUInt32BE(at)) {
    const type = view.toString('latin1', at + 4, at + 8)
    if (type === 'IDAT') return null
    if (type !== 'pHYs' || at + 21 > view.length || view.readUInt8(at + 16) !== 1) continue
    const perMetre = view.readUInt32BE(at + 8)
    return perMetre === 0 ? null : width * 1000 / perMetre
  }
  return null
}
