/** "V/v" or "Về việc" says nothing in a row of a list; head and paper keep the full text (mock/README.md, principle 1). */
export function shortSubject(subject: string): string {
  const short = subject.normalize('NFC').trim().replace(/^(?:v\/v|về việc)[\s:.]+/iu, '')
  return short.charAt(0).toLocaleUpperCase('vi') + short.slice(1)
}

/** `2491` + `UBND-NC` → `2491/UBND-NC`; what is missing is left out; null when there is neither. */
export function documentCode(number: string | null, notation: string | null): string | null {
  if (number === null || number === '') return notation === '' ? null : notation
  return notation ? `${number}/${notation}` : number
}

/** Two letters for a person's mark: of the middle and the given name, as people are called in Vietnam. */
export function initials(name: string): string {
  return name.trim().split(/\s+/).slice(-2).map(part => part.charAt(0).toLocaleUpperCase('vi')).join('')
}

/** The two words a colleague is called by: "Nguyễn Thị Minh Anh" → "Minh Anh". */
export function calledName(name: string): string {
  return name.trim().split(/\s+/).slice(-2).join(' ')
}
