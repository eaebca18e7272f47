import { useState } from 'react'
import { useStore } from 'zustand'
import type { CertificateChoice, TokenView } from '../../../shared/contract/signing.ts'
import { useDesk } from '../../state/context.tsx'
import { maySign } from '../../state/token-words.ts'

/** A token and the certificate on it that would sign; null where it can be read only after the PIN. */
export interface SignChoice { readonly key: string; readonly token: TokenView; readonly certificate: CertificateChoice | null }

/** Every certificate seen now that can sign, the chosen one first asked for by the officer, else the first. */
export function useSignChoices(): {
  readonly choices: readonly SignChoice[]
  readonly chosen: SignChoice | undefined
  readonly choose: (key: string) => void
  /** Those that are there and cannot sign, with their reasons. */
  readonly unfit: readonly CertificateChoice[]
} {
  const { status } = useDesk()
  const tokens = useStore(status.store, state => state.tokens)
  const [key, choose] = useState<string | null>(null)
  const seen = tokens.kind === 'ready' ? tokens.value.tokens : []
  const choices = seen.filter(maySign).flatMap(choicesOf)
  const unfit = seen.flatMap(({ certificates }) => certificates.filter(({ problem }) => problem !== null))
  return { choices, chosen: choices.find(choice => choice.key === key) ?? choices[0], choose, unfit }
}

function choicesOf(token: TokenView): SignChoice[] {
  if (token.certificates.length === 0) return [{ key: token.tokenId, token, certificate: null }]
  return token.certificates.filter(({ problem }) => problem === null).map(certificate => ({ key: `${token.tokenId} ${certificate.sha256}`, token, certificate }))
}
