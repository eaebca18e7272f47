import { z } from 'zod'
import { SIGNATURE_LEVELS } from './signature-level.ts'

const Address = z.string().max(2_000).regex(/^https?:\/\/[^\s/@?#]+([/?]\S*)?$/i)
/** Of this machine; from the root, or beside the policy file. */
const Path = z.string().min(1).max(1_000)
const Seconds = z.number().int().min(1).max(600)
/** What the contract with a TSA allows. */
export const TsaQuota = z.strictObject({ requests: z.number().int().min(1).max(10_000_000), perHours: z.number().int().min(1).max(8_784) })
export type TsaQuota = z.infer<typeof TsaQuota>

/**
 * Chính sách của máy: what the IT department decides for every officer of a PC. All of it may be left out; what is there
 * cannot be changed in the window. Unknown keys are refused: a misspelt rule must not be taken for a kept one.
 */
export const MachinePolicy = z.strictObject({
  version: z.literal(1),
  server: z.strictObject({
    /** The only server that an officer may sign in to here. */
    url: z.string().min(1).max(2_000).optional(),
    /** Files with certificates of the agency's own authority, for HTTPS. */
    authorities: z.array(Path).max(20).optional(),
  }).optional(),
  timestamps: z.strictObject({
    /** In order of preference. */
    servers: z.array(z.strictObject({ url: Address, quota: TsaQuota.optional(), policies: z.array(z.string().regex(/^\d+(\.\d+)+$/)).min(1).max(20).optional() })).max(20).optional(),
    /** For one answer; and after how long without one the next server is asked as well. */
    timeoutSeconds: Seconds.optional(), patienceSeconds: Seconds.optional(),
    level: z.enum(SIGNATURE_LEVELS).optional(),
    /** Whether a document may be sent before its signature has a timestamp. */
    sendBefore: z.boolean().optional(),
  }).optional(),
  /** Folders with further trust anchors, read as the machine's own `trust` folder is. */
  trust: z.strictObject({ folders: z.array(Path).max(20).optional() }).optional(),
  network: z.strictObject({
    /** `FROM=TO`. */
    hostMap: z.array(z.string().max(2_000).regex(/^[^=\s]+=[^=\s]\S*$/)).max(100).optional(),
    /** `host:port` for every request, or `direct`; without it as the system says. */
    proxy: z.string().max(300).regex(/^(direct|(http:\/\/)?[\w.-]+:\d{1,5}\/?)$/).optional(),
    /** Hosts that are asked without it: `ten.may` and all below it. */
    noProxy: z.array(z.string().min(1).max(300)).max(100).optional(),
  }).optional(),
  /** An RSA certificate whose private key the agency keeps apart: with it IT staff open a profile whose PC has lost its key (`lien-thong recover`). */
  recovery: z.strictObject({ certificate: Path }).optional(),
  /** VGCA Sign Service: true uses it beside the tokens, false forbids it. */
  signService: z.boolean().optional(),
})
export type MachinePolicy = z.infer<typeof MachinePolicy>

export const NO_POLICY: MachinePolicy = { version: 1 }
