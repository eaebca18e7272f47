/** "Shadow attacks": what is to be shown later stands in the document already when it is signed. */
import { serialize } from '../../../../electron/pdf/serialize.ts'
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FIELD, FONT, HIDDEN_PAGE, LOOK_FONT, OVERLAY, PAGE, PAGES, PICTURE } from './bases.ts'
import { append, hidden, objectText, stream } from './tools.ts'

export const shadow: readonly Attack[] = [
  { name: 'hide: the overlay is emptied', base: 'plain', forge: signed => append(signed, { [OVERLAY]: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 500 30]') }) },
  { name: 'hide: the overlay is freed', base: 'plain', forge: signed => append(signed, {}, { entries: { [OVERLAY]: 'free' } }) },
  { name: 'hide: the overlay is taken out of the resources', base: 'plain', forge: signed => append(signed, { [PAGES]: now => now.replace(new RegExp(`/O ${OVERLAY} 0 R`), '') }) },
  { name: 'hide: the picture is put over the text', base: 'plain', forge: signed => append(signed, { [PICTURE]: now => now.replace('0 0 10 10]', '0 0 900 900]') }) },
  { name: 'hide: the overlay is moved by its matrix', base: 'plain', forge: signed => append(signed, { [OVERLAY]: now => now.replace('/BBox', '/Matrix [1 0 0 1 900 900] /BBox') }) },
  { name: 'replace: another font under the text', base: 'plain', forge: signed => append(signed, { [FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }) },
  { name: 'replace: the text\'s font gets another encoding', base: 'plain', forge: signed => append(signed, { [FONT]: now => now.replace('/Helvetica', '/Helvetica /Encoding <</Differences [49 /nine]>>') }) },
  { name: 'replace: the field\'s font is another', base: 'plain', forge: signed => append(signed, { [LOOK_FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }) },
  { name: 'replace: the field\'s font is another, the field filled as well', base: 'plain', forge: signed => append(signed, { [LOOK_FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>', [FIELD]: now => now.replace('(125)', '(126)') }) },
  { name: 'hide and replace: the catalog leads to the hidden page', base: 'plain', forge: signed => append(signed, { [PAGES]: now => now.replace(`${PAGE} 0 R`, `${HIDDEN_PAGE} 0 R`) }) },
  { name: 'hide and replace: another catalog', base: 'plain', forge: async signed => append(signed, { 300: await objectText(signed, CATALOG) }, { trailer: { Root: '300 0 R' } }) },
  { name: 'hide and replace: only a table, which points to the hidden text', base: 'plain', forge: signed => append(signed, {}, { entries: { [CONTENT]: hidden(signed, CONTENT) } }) },
  { name: 'hide and replace: only a table, which points to the hidden tree of pages', base: 'plain', forge: signed => append(signed, {}, { entries: { [PAGES]: hidden(signed, PAGES) } }) },
  { name: 'hide and replace: the page as the hidden one', base: 'plain', forge: async signed => append(signed, { [PAGE]: await objectText(signed, HIDDEN_PAGE) }) },
  { name: 'hide and replace: another tree of pages', base: 'plain', forge: async signed => append(signed, { 300: await objectText(signed, PAGES), [CATALOG]: now => now.replace(`/Pages ${PAGES} 0 R`, '/Pages 300 0 R') }) },
  { name: 'on a certified document', base: 'level-2', forge: signed => append(signed, { [OVERLAY]: stream('', '/Type /XObject /Subtype /Form /BBox [0 0 500 30]') }) },
  { name: 'an object of the resources replaced by a number', base: 'plain', forge: signed => append(signed, { [OVERLAY]: serialize(7) }) },
]
