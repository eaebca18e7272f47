/** The instant of a PDF date string (ISO 32000-2 §7.9.4); null when it is none. Without a zone it is taken as Vietnam's. */
export function parsePdfDate(text: string): number | null {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?/.exec(text)
  if (!match) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', utc, sign, zoneHour = '00', zoneMinute = '00'] = match
  const zone = utc ? 'Z' : sign ? `${sign}${zoneHour}:${zoneMinute}` : '+07:00'
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at) ? null : at
}
