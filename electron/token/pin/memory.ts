/**
 * Memory for a PIN. Small Buffers live inside V8's heap, and taking their address leaves a copy behind there (measured);
 * an ArrayBuffer of its own is outside from the start, so that filling it with zeros leaves nothing.
 */
export function pinMemory(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length))
}

/** Zeroes the whole memory behind a view, not only the part it shows. */
export function wipe(pin: Uint8Array): void {
  new Uint8Array(pin.buffer).fill(0)
}
