import type { CertificateChoice, TokenView } from '../../shared/contract/signing.ts'
import type { SigningAct } from '../../shared/model/signing-act.ts'

/** A token and the certificate on it that would sign; null where it can be read only after the PIN. */
export interface SignChoice { readonly key: string; readonly token: TokenView; readonly certificate: CertificateChoice | null }

/** Acts of the agency, kept by its clerk; all others are a person's own (NĐ 30/2020, Điều 32). */
const OF_AGENCY: ReadonlySet<SigningAct> = new Set<SigningAct>(['issue', 'appendix', 'incoming', 'copy'])

/** The choice that fits the act best: the agency's certificate for its seal, a person's for their own hand; else the first. Pure. */
export function suited(choices: readonly SignChoice[], act: SigningAct, agencyName: string): SignChoice | undefined {
  return choices.find(choice => namesAgency(choice, agencyName) === OF_AGENCY.has(act)) ?? choices[0]
}

/**
 * What becomes of a paper that its officer approves: the clerk goes on, or, where the officer is the clerk too, it gets its
 * number and waits for the seal at hand; without one it goes out by the leader's signature alone. Pure.
 */
export function decideFollowUp(maySend: boolean, sealAtHand: boolean): 'approve' | 'number' | 'send' {
  return !maySend ? 'approve' : sealAtHand ? 'number' : 'send'
}

/** True where the agency's own certificate is among those seen: who has the seal at hand sends nothing without it. Pure. */
export function isSealAtHand(choices: readonly SignChoice[], agencyName: string): boolean {
  return choices.some(choice => namesAgency(choice, agencyName))
}

/** True where the agency's act would be signed by a certificate that bears another name: the officer is told before. Pure. */
export function isForeignSeal({ certificate }: SignChoice, act: SigningAct, agencyName: string): boolean {
  return OF_AGENCY.has(act) && agencyName !== '' && certificate !== null && !isNamed(certificate.subject, agencyName)
}

/** A file shows nothing before its PIN but the name that it is called by. */
function namesAgency({ token, certificate }: SignChoice, agencyName: string): boolean {
  return agencyName !== '' && (certificate === null ? plain(token.label).includes(plain(agencyName)) : isNamed(certificate.subject, agencyName))
}

function isNamed(subject: string, agencyName: string): boolean { return plain(subject) === plain(agencyName) }
function plain(text: string): string { return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi') }
