import { useEffect, useMemo } from 'react'

/** An address for a picture while it is shown; null without one. */
export function useImageUrl(png: Uint8Array | null): string | null {
  const url = useMemo(() => png && URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' })), [png])
  useEffect(() => () => { if (url) URL.revokeObjectURL(url) }, [url])
  return url
}
