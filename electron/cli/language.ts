import type { Language } from '../../shared/text/problem.ts'

/** `--lang`, else LC_ALL, LC_MESSAGES, LANG in POSIX' order; Vietnamese unless the system says English. */
export function chooseLanguage(option: string | null, env: Readonly<Record<string, string | undefined>>): Language {
  const wanted = option ?? [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '') ?? ''
  return /^en/i.test(wanted) ? 'en' : 'vi'
}
