import type { SignatureUpgrade } from '../../shared/contract/moves.ts'
import type { Catalogue } from '../text/index.ts'

/** Đã ký, chờ dấu thời gian: how far a signed file has come, in words. */
export function upgradeWords(upgrade: Pick<SignatureUpgrade, 'state' | 'level'>, { levels }: Pick<Catalogue, 'levels'>): string {
  if (upgrade.state === 'sending') return levels.sending
  return upgrade.level === 'B-B' ? levels.waiting : levels.rising
}

/** Lines of a list of settings: trimmed, empty ones left out, none twice. */
export function readLines(text: string): string[] {
  return [...new Set(text.split('\n').map(line => line.trim()).filter(line => line !== ''))]
}

/** The first line that is no address of a timestamp server; null when all are. */
export function badServer(urls: readonly string[]): string | null {
  return urls.find(url => !isWebAddress(url)) ?? null
}

/** The first line that is no `NAME=ADDRESS`; null when all are. */
export function badHostRule(rules: readonly string[]): string | null {
  return rules.find(rule => {
    const [from = '', ...to] = rule.split('=')
    const target = to.join('=')
    return !isWebAddress(`http://${from}`) || !isWebAddress(target.includes('://') ? target : `http://${target}`)
  }) ?? null
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' && url.username === '' && url.password === '' && !/\s/.test(text)
}
