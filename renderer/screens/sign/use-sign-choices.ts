import { useState } from 'react'
import { useStore } from 'zustand'
import type { CertificateChoice, TokenView } from '../../../shared/contract/signing.ts'
import type { SigningAct } from '../../../shared/model/signing-act.ts'
import { useDesk } from '../../state/context.tsx'
import { isForeignSeal, isSealAtHand, suited, type SignChoice } from '../../state/suit-certificate.ts'
import { maySign } from '../../state/token-words.ts'

/** Every certificate seen now that can sign; chosen is what the officer asks for, else what suits the act. */
export function useSignChoices(act: SigningAct): {
  readonly choices: readonly SignChoice[]
  readonly chosen: SignChoice | undefined
  readonly choose: (key: string) => void
  /** Those that are there and cannot sign, with their reasons. */
  readonly unfit: readonly CertificateChoice[]
  /** An act of the agency would be signed by a certificate of another name. */
  readonly isForeign: boolean
  readonly sealAtHand: boolean
} {
  const { status, session } = useDesk()
  const agencyName = useStore(session.store, ({ profile }) => profile.kind === 'ready' && profile.value.state === 'ready' ? profile.value.agencyName : '')
  const tokens = useStore(status.store, state => state.tokens)
  const [key, choose] = useState<string | null>(null)
  const seen = tokens.kind === 'ready' ? tokens.value.tokens : []
  const choices = seen.filter(maySign).flatMap(choicesOf)
  const unfit = seen.flatMap(({ certificates }) => certificates.filter(({ problem }) => problem !== null))
  const chosen = choices.find(choice => choice.key === key) ?? suited(choices, act, agencyName)
  return { choices, chosen, choose, unfit, isForeign: chosen !== undefined && isForeignSeal(chosen, act, agencyName), sealAtHand: isSealAtHand(choices, agencyName) }
}

function choicesOf(token: TokenView): SignChoice[] {
  if (token.certificates.length === 0) return [{ key: token.tokenId, token, certificate: null }]
  return token.certificates.filter(({ problem }) => problem === null).map(certificate => ({ key: `${token.tokenId} ${certificate.sha256}`, token, certificate }))
}
