import { readFileSync } from 'node:fs'
import type { MachinePolicy } from '../../shared/model/machine-policy.ts'
import { toProblem } from '../../shared/problem.ts'
import { parseCertificateFile } from '../pki/trust-store.ts'
import { keepRecoveryCertificate } from '../store/key.ts'
import type { Store } from '../store/open.ts'
import type { Log } from './log.ts'

/** Where policy names a recovery certificate the profile's key is wrapped for it, once; true where it is. A certificate that is none is logged: the profile opens all the same. */
export function keepForAgency(store: Store, { recovery }: MachinePolicy, log: Log): boolean {
  if (recovery === undefined) return false
  try {
    const [certificate] = parseCertificateFile(readFileSync(recovery.certificate))
    return certificate !== undefined && keepRecoveryCertificate(store.files, store.key, certificate.der)
  } catch (error) {
    log.failure('recovery certificate', toProblem(error), error)
    return false
  }
}
