/**
 * Text without Vietnamese marks, in lower case: what is typed as `quyet dinh` finds `Quyết định`. Đ has no decomposition
 * in Unicode, so it needs its own rule. The same function folds what is stored and what is asked.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase()
}
