export interface TypeCounts { created: number, updated: number, destroyed: number }

/** What one pass brought; filled while it runs. */
export interface Tally {
  readonly byType: Record<string, TypeCounts>
  /** Documents that changed or whose tasks or moves did. */
  readonly documentIds: Set<string>
}

export function makeTally(): Tally {
  return { byType: {}, documentIds: new Set() }
}

export interface Counted { readonly type: string, readonly kind: keyof TypeCounts, readonly many: number, readonly documentIds: readonly string[] }

export function count(tally: Tally, { type, kind, many, documentIds }: Counted): void {
  const counts = tally.byType[type] ??= { created: 0, updated: 0, destroyed: 0 }
  counts[kind] += many
  for (const id of documentIds) tally.documentIds.add(id)
}

/** `pulled` of cli.md's `sync`. */
export function pulledOf(tally: Tally): TypeCounts & { readonly byType: Readonly<Record<string, TypeCounts>> } {
  const byType = Object.fromEntries(Object.entries(tally.byType).filter(([, counts]) => counts.created + counts.updated + counts.destroyed > 0))
  const sum = (kind: keyof TypeCounts): number => Object.values(byType).reduce((total, counts) => total + counts[kind], 0)
  return { created: sum('created'), updated: sum('updated'), destroyed: sum('destroyed'), byType }
}
