import { wipe } from './memory.ts'

export type PinName = 'pin' | 'new-pin'

/** The PINs that have come into this process and were not used yet: of each kind one, zeroed when it goes. */
export interface HeldPins {
  keep(name: PinName, pin: Uint8Array): void
  forget(...names: readonly PinName[]): void
  /** Lends what was received to one call and wipes all of it, whatever comes of the call. */
  using<T>(use: (pins: Readonly<Record<PinName, Uint8Array | null>>) => Promise<T>): Promise<T>
}

export function makeHeldPins(): HeldPins {
  const held: Record<PinName, Uint8Array | null> = { 'pin': null, 'new-pin': null }
  const forget = (...names: readonly PinName[]): void => {
    for (const name of names) {
      if (held[name] !== null) wipe(held[name])
      held[name] = null
    }
  }
  return {
    keep(name, pin) {
      forget(name)
      held[name] = pin
    },
    forget,
    async using(use) {
      try {
        return await use(held)
      } finally {
        forget('pin', 'new-pin')
      }
    },
  }
}
