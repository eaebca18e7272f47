import type { Output } from '../../../shared/contract/index.ts'

/** One card that can sign. */
export function makeTokens(): Output<'tokens.list'> {
  return {
    tokens: [{
      tokenId: 'slot-1', source: 'module', label: 'NGUYEN MINH ANH', model: 'VGCA Token', pinPad: false, finalTry: false, lowCount: false, locked: false, mustChange: false, minPin: 6, maxPin: 32,
      certificates: [{ sha256: 'ab'.repeat(32), subject: 'Nguyễn Minh Anh', agency: 'Sở Nội vụ tỉnh Hà Châu', issuer: 'CA Chuyên dùng Chính phủ G2', serial: '5401', notBefore: '2025-03-01T00:00:00Z', notAfter: '2030-03-01T00:00:00Z', problem: null }],
    }],
    problems: [],
  }
}
