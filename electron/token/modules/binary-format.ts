/** What the first bytes of a library say; nothing is loaded. `arch` is in Node's words, null for one we do not name. */
export type BinaryFormat =
  | { readonly kind: 'elf' | 'pe' | 'mach-o'; readonly bits: 32 | 64; readonly archs: readonly (string | null)[] }
  | { readonly kind: 'none' }

const NONE: BinaryFormat = { kind: 'none' }
const ELF_MACHINES: Readonly<Record<number, string>> = { 0x03: 'ia32', 0x28: 'arm', 0x3e: 'x64', 0xb7: 'arm64' }
const PE_MACHINES: Readonly<Record<number, string>> = { 0x14c: 'ia32', 0x1c4: 'arm', 0x8664: 'x64', 0xaa64: 'arm64' }
const MACH_CPUS: Readonly<Record<number, string>> = { 0x7: 'ia32', 0x0100_0007: 'x64', 0x0100_000c: 'arm64' }
/** In a universal binary; more is no binary but a Java class, which begins alike. */
const MOST_FAT_ARCHS = 8

export function binaryFormat(head: Uint8Array): BinaryFormat {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    const magic = view.getUint32(0)
    if (magic === 0x7f45_4c46) return elf(view)
    if (magic >>> 16 === 0x4d5a) return pe(view)
    if (magic === 0xcffa_edfe) return { kind: 'mach-o', bits: 64, archs: [MACH_CPUS[view.getUint32(4, true)] ?? null] }
    if (magic === 0xcefa_edfe) return { kind: 'mach-o', bits: 32, archs: [MACH_CPUS[view.getUint32(4, true)] ?? null] }
    if (magic === 0xcafe_babe) return fat(view)
    return NONE
  } catch {
    return NONE // shorter than its own header: DataView throws RangeError and nothing else
  }
}

function elf(view: DataView): BinaryFormat {
  const littleEndian = view.getUint8(5) === 1
  const bits = view.getUint8(4) === 2 ? 64 : 32
  return { kind: 'elf', bits, archs: [ELF_MACHINES[view.getUint16(18, littleEndian)] ?? null] }
}

function pe(view: DataView): BinaryFormat {
  const header = view.getUint32(0x3c, true)
  if (view.getUint32(header) !== 0x5045_0000) return NONE
  const arch = PE_MACHINES[view.getUint16(header + 4, true)] ?? null
  return { kind: 'pe', bits: arch === 'ia32' || arch === 'arm' ? 32 : 64, archs: [arch] }
}

function fat(view: DataView): BinaryFormat {
  const count = view.getUint32(4)
  if (count > MOST_FAT_ARCHS) return NONE
  const archs = Array.from({ length: count }, (_, index) => MACH_CPUS[view.getUint32(8 + 20 * index)] ?? null)
  return { kind: 'mach-o', bits: archs.every(arch => arch === 'ia32') ? 32 : 64, archs }
}
