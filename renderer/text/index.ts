import { en } from './en.ts'
import type { Language } from './format.ts'
import { vi, type Catalogue } from './vi.ts'

export type { Catalogue } from './vi.ts'
export type { Language } from './format.ts'

export function catalogueOf(language: Language): Catalogue {
  return language === 'vi' ? vi : en
}
