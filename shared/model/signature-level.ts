/** Mức chữ ký PAdES (ETSI EN 319 142-1 §6), the lowest first. */
export const SIGNATURE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number]

export function isBelow(level: SignatureLevel, wanted: SignatureLevel): boolean {
  return SIGNATURE_LEVELS.indexOf(level) < SIGNATURE_LEVELS.indexOf(wanted)
}

/** The lowest of several; null of none. */
export function lowestLevel(levels: readonly SignatureLevel[]): SignatureLevel | null {
  return SIGNATURE_LEVELS.find(level => levels.includes(level)) ?? null
}
