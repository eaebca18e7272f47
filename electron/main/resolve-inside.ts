import { join, normalize, sep } from 'node:path'

/** The file a URL's path names inside `root`, or null where it would leave it. */
export function resolveInside(root: string, pathname: string): string | null {
  const decoded = decodePath(pathname)
  if (decoded === null || decoded.includes('\0')) return null
  const path = normalize(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded))
  return path.startsWith(root + sep) ? path : null
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null // A malformed escape names no file of ours.
  }
}
