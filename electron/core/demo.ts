import { z } from 'zod'
import { ProblemError } from '../../shared/problem.ts'
import type { Demo } from './core.ts'

/** The province's first line of output (cli.md, `province`); it may grow, what is used is read here. */
const ProvinceLine = z.looseObject({
  url: z.string(), trust: z.string(), tsa: z.string().nullish(), hostMap: z.array(z.string()).default([]),
  /** Whether this desk has the token of its agency's clerk plugged in too. */
  sealAtHand: z.boolean().default(false),
  accounts: z.array(z.looseObject({ user: z.string(), password: z.string(), role: z.string().optional(), agencyId: z.string(), officerId: z.string() })).min(1),
  tokens: z.array(z.looseObject({ p12: z.string(), pin: z.string(), officerId: z.string() })).default([]),
})

/** The officer is the first account; the receiver the first of another agency. */
export function readDemo(text: string, which: 'officer' | 'receiver'): Demo {
  const { url, trust, accounts, tokens, tsa, hostMap, sealAtHand } = ProvinceLine.parse(JSON.parse(text))
  const officer = accounts[0]
  const account = which === 'officer' ? officer : accounts.find(each => each.agencyId !== officer?.agencyId)
  if (account === undefined) throw new ProblemError('command.development-only')
  const token = tokens.find(each => each.officerId === account.officerId) ?? null
  // The agency's seal lies with its clerk (NĐ 30/2020, Điều 32).
  const clerks = accounts.filter(each => each.role === 'clerk' && each.agencyId === account.agencyId && each.officerId !== account.officerId).map(({ officerId }) => officerId)
  const seal = sealAtHand ? tokens.find(({ officerId }) => clerks.includes(officerId)) : undefined
  return { login: { url, user: account.user, password: account.password }, trust, pin: token?.pin ?? null, p12: token?.p12 ?? null, seal: seal?.p12 ?? null, services: { tsaUrls: tsa == null ? [] : [tsa], hostMap } }
}
