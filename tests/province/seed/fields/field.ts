import type { DocumentKind } from '../../../../shared/model/document-kind.ts'

/**
 * What is written about in a field of government. In texts `{year} {next} {q} {month} {due} {xa} {so} {n} {big} {pct} {ref}`
 * stand for the year of issue, the year after, a quarter, a month, a due day, a commune, a department, a small and a big
 * number, a percentage and a superior's document.
 */
export interface Field {
  readonly name: string
  /** Unit codes in a letter's notation: of the province's office, of the department, of a commune. */
  readonly units: { readonly province: string; readonly department: string; readonly commune: string }
  /** Ids of the departments and branches that write about it. */
  readonly departments: readonly string[]
  readonly ministry: readonly [name: string, abbreviation: string, unit: string]
  readonly templates: readonly Template[]
  /** What a superior orders, what a report says, what a colleague asks: sentences that fill the pages. */
  readonly orders: readonly string[]
  readonly results: readonly string[]
  readonly wishes: readonly string[]
}

export type Sender = 'ministry' | 'council' | 'province' | 'office' | 'department' | 'commune'
export type Tone = 'order' | 'report' | 'wish' | 'decision' | 'invitation' | 'note'
export type Template = readonly [kind: DocumentKind, sender: Sender, tone: Tone, subject: string]
