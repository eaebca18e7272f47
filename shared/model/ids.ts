/** Local ids are `clientRef`s: UUIDv7 (RFC 9562 §5.7), so they sort by the time they were made. */

/** A UUIDv7 from an instant in milliseconds and ten random bytes; both are inputs, so tests own them. */
export function uuidV7(atMs: number, random: Uint8Array): string {
  const time = atMs.toString(16).padStart(12, '0')
  const hex = Array.from(random.subarray(0, 10), byte => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((random[2] ?? 0) & 0x3f | 0x80).toString(16).padStart(2, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(1, 4)}-${variant}${hex.slice(6, 8)}-${hex.slice(8, 20)}`
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
