import { expect, test } from 'vitest'
import type { Output } from '../../../shared/contract/index.ts'
import type { ProblemCode } from '../../../shared/problem.ts'
import { tokenWord, whyNoToken } from '../../../renderer/state/token-words.ts'
import { makeTokens } from '../demo/tokens.ts'

type Seen = Output<'tokens.list'>
const [card] = makeTokens().tokens
const seen = (tokens: Seen['tokens'], ...codes: ProblemCode[]) => ({ kind: 'ready' as const, value: { tokens, problems: codes.map(code => ({ module: 'x.dll', problem: { code, facts: {} } })) } })
const unfit: Seen['tokens'][number] = { ...card!, certificates: card!.certificates.map(each => ({ ...each, problem: { code: 'certificate.expired', facts: {} } })) }

test.each([
  ['a card that can sign', seen([card!]), 'ready'],
  ['nothing, and drivers that are not there', seen([], 'token.module-missing', 'token.absent'), 'absent'],
  ['a driver of 32 bits only', seen([], 'token.module-32-bit'), 'trouble'],
  ['a locked card', seen([{ ...card!, locked: true }]), 'locked'],
  ['a card whose certificates have all ended', seen([unfit]), 'trouble'],
] as const)('the device in one word: %s', (_what, tokens, word) => {
  expect(tokenWord(tokens)).toBe(word)
})

test.each<[string, Parameters<typeof whyNoToken>[0], ProblemCode | null]>([
  ['nobody has answered yet', { kind: 'loading' }, null],
  ['nothing is plugged in', seen([], 'token.module-missing'), null],
  ['the only driver has 32 bits', seen([], 'token.module-missing', 'token.module-32-bit'), 'token.module-32-bit'],
  ['the card is locked', seen([{ ...card!, locked: true }], 'token.module-32-bit'), 'token.pin-locked'],
  ['no certificate on it can sign', seen([unfit]), 'token.no-certificate'],
])('why nothing can sign: %s', (_what, tokens, code) => {
  expect(whyNoToken(tokens)?.code ?? null).toBe(code)
})
