/** Names that Windows reserves for devices, whatever their ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
/** Longest name that every file system takes, in bytes of UTF-8 with room for ` (2)`. */
const LONGEST = 200

/**
 * A name from the server as a file's name inside a folder: never a path, never hidden, never a device, unique among
 * `taken` without regard to case (Windows and macOS have none).
 */
export function safeName(name: string, taken: Set<string>): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  // eslint-style control characters and what Windows forbids; trailing dots and spaces vanish there.
  const clean = Array.from(last, letter => letter < ' ' || '<>:"|?*\u007f'.includes(letter) ? '_' : letter).join('').replace(/^\.+/, '').replace(/[. ]+$/, '')
  const usable = clean === '' ? 'tep' : DEVICES.test(clean) ? `_${clean}` : clean
  const dot = usable.lastIndexOf('.')
  const extension = dot > 0 && usable.length - dot <= 10 ? usable.slice(dot) : ''
  const stem = cut(extension === '' ? usable : usable.slice(0, dot))
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? `${stem}${extension}` : `${stem} (${count})${extension}`
    const key = candidate.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return candidate
  }
}

function cut(stem: string): string {
  let short = stem
  while (Buffer.byteLength(short) > LONGEST) short = Array.from(short).slice(0, -1).join('')
  return short
}
