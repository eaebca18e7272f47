import koffi from 'koffi'
import { CKR } from '../constants/ckr.ts'
import { CKG_MGF1_SHA256, CKM } from '../constants/pkcs11.ts'
import type { Library } from './library.ts'
import type { SigningPlan } from './mechanism.ts'
import { STRUCTS, readUlong, ulongMemory } from './memory.ts'
import type { Ulong } from './memory.ts'

/** Octets of SHA-256, the salt length that PAdES profiles and verifiers expect (RFC 8017 §9.1). */
const PSS_SALT_BYTES = 32
/** Longest signature we make room for at once: RSA-8192. */
const MOST_SIGNATURE_BYTES = 1024

export async function startSigning(library: Library, session: Ulong, key: { handle: Ulong; plan: SigningPlan }): Promise<void> {
  const parameter = key.plan.pss ? pssParameter() : null
  const mechanism = new Uint8Array(koffi.sizeof(STRUCTS.CK_MECHANISM))
  koffi.encode(mechanism, STRUCTS.CK_MECHANISM, {
    mechanism: key.plan.mechanism, pParameter: parameter ? koffi.address(parameter) : null, ulParameterLen: parameter?.length ?? 0,
  })
  await library.call('C_SignInit', [session, mechanism, key.handle], { keep: parameter })
}

export async function finishSigning(library: Library, session: Ulong, input: Uint8Array): Promise<Uint8Array> {
  let size = MOST_SIGNATURE_BYTES
  for (let tries = 0; ; tries++) {
    const output = new Uint8Array(size)
    const length = ulongMemory(size)
    const accept = tries === 0 ? [CKR.OK, CKR.BUFFER_TOO_SMALL] : [CKR.OK]
    const ckr = await library.call('C_Sign', [session, input, input.length, output, length], { accept })
    if (ckr === CKR.OK) return output.subarray(0, Number(readUlong(length)))
    size = Number(readUlong(length)) // the operation stays open after CKR_BUFFER_TOO_SMALL
  }
}

function pssParameter(): Uint8Array {
  const memory = new Uint8Array(koffi.sizeof(STRUCTS.CK_RSA_PKCS_PSS_PARAMS))
  koffi.encode(memory, STRUCTS.CK_RSA_PKCS_PSS_PARAMS, { hashAlg: CKM.SHA256, mgf: CKG_MGF1_SHA256, sLen: PSS_SALT_BYTES })
  return memory
}
