import { describe, expect, test } from 'vitest'
import { decodePng } from '../../../electron/pdf/png.ts'
import { makePng, makeSignaturePng } from '../../helpers/make-png.ts'

const picture = (bytes: Uint8Array): { colors: number; samples: number[]; alpha: number[] | null } => {
  const { colors, samples, alpha } = decodePng(bytes)
  return { colors, samples: [...samples], alpha: alpha === null ? null : [...alpha] }
}

describe('a picture is the same whatever its PNG looks like', () => {
  test.each<[string, Uint8Array, ReturnType<typeof picture>]>([
    ['RGB with alpha', makePng({ width: 2, height: 1, depth: 8, type: 6 }, Uint8Array.of(0, 1, 2, 3, 255, 4, 5, 6, 0)), { colors: 3, samples: [1, 2, 3, 4, 5, 6], alpha: [255, 0] }],
    ['RGB, differenced from the left', makePng({ width: 2, height: 1, depth: 8, type: 2 }, Uint8Array.of(1, 1, 2, 3, 3, 3, 3)), { colors: 3, samples: [1, 2, 3, 4, 5, 6], alpha: null }],
    ['a palette of two bits with one transparent colour', makePng({ width: 2, height: 1, depth: 2, type: 3 }, Uint8Array.of(0, 0b01000000), [['PLTE', Uint8Array.of(9, 9, 9, 1, 2, 3)], ['tRNS', Uint8Array.of(0)]]), { colors: 3, samples: [1, 2, 3, 9, 9, 9], alpha: [255, 0] }],
    ['gray of one bit', makePng({ width: 3, height: 1, depth: 1, type: 0 }, Uint8Array.of(0, 0b10100000)), { colors: 1, samples: [255, 0, 255], alpha: null }],
    ['gray of sixteen bits with a key colour', makePng({ width: 2, height: 1, depth: 16, type: 0 }, Uint8Array.of(0, 0x12, 0x34, 0x80, 0), [['tRNS', Uint8Array.of(0x12, 0x34)]]), { colors: 1, samples: [0x12, 0x80], alpha: [0, 255] }],
  ])('%s', (_, png, expected) => {
    expect(picture(png)).toEqual(expected)
  })
})

test.each<[string, Uint8Array]>([
  ['cut short', makeSignaturePng().subarray(0, 60)],
  ['interlaced', makePng({ width: 1, height: 1, depth: 8, type: 0, interlace: 1 }, Uint8Array.of(0, 1))],
  ['larger than any signature', makePng({ width: 60_000, height: 60_000, depth: 8, type: 0 }, Uint8Array.of(0))],
  ['with fewer rows than it says', makePng({ width: 1, height: 9, depth: 8, type: 0 }, Uint8Array.of(0, 1))],
  ['inflating to more than it says', makePng({ width: 1, height: 1, depth: 8, type: 0 }, new Uint8Array(1_000_000))],
])('a picture that is %s is refused', (_, png) => {
  expect(() => decodePng(png)).toThrow('pdf.image-invalid')
})
