/** The two content security policies, sent as headers with every answer of `app://` (ui.md). */
export const WINDOW_HOST = 'bundle'
export const PDF_HOST = 'pdf'
export const WINDOW_ORIGIN = `app://${WINDOW_HOST}`

const NEVER = "base-uri 'none'; form-action 'none'; object-src 'none'"

export const WINDOW_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "font-src 'self'", "connect-src 'self'",
  `frame-src app://${PDF_HOST}`, "frame-ancestors 'none'", NEVER,
].join('; ')

/** No `frame-ancestors`: the frame's parent is of another origin of the same scheme, and nothing else can load app://. */
export const PDF_POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'", "img-src 'self' blob: data:",
  "font-src 'self' data:", "style-src 'self'", NEVER,
].join('; ')
