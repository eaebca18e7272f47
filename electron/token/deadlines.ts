/** How long a token process may take before it is ended as hung, in milliseconds. */
export interface Deadlines {
  /** Loading a driver: vendors' libraries start services and look for readers. */
  readonly open: number
  /** One question to a driver that needs no person. */
  readonly ask: number
  /** Until a person has typed a PIN into a dialog. */
  readonly pin: number
  /** C_Login: on a reader with a pad, the person types during it; such readers give up after 30 to 60 s themselves. */
  readonly login: number
  /** One signature: 0.3 to 1 s on cards; a key that asks on the pad each time takes as long as a login. */
  readonly sign: number
  /** For a driver to give its card back before its process is ended. */
  readonly release: number
  /** Between two looks at which tokens are there. */
  readonly look: number
  /** After this long without use a driver is let go, so that the card is not held hostage. */
  readonly idle: number
}

export const DEADLINES: Deadlines = { open: 20_000, ask: 15_000, pin: 15 * 60_000, login: 120_000, sign: 120_000, release: 2_000, look: 2_000, idle: 5 * 60_000 }
