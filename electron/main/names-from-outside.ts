/** A name from a document as a proposal for a file: its last part, without what a file system or a reader could be fooled by. */
export function safeFileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it takes out
  const cleaned = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '_').replace(/^\.+|[. ]+$/g, '').trim()
  return cleaned === '' ? 'van-ban.pdf' : cleaned
}

/** The address as it will be opened, or null where it is none of ours: https alone, no user name that poses as a host. */
export function readHttpsAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null
}
