/** What a reader does with the document as a whole: scripts, destinations, the order of pages, layers. */
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FIELD, FORM, GROUP, NAMES, PAGE, PAGES, PICTURE, SECOND_PAGE } from './bases.ts'
import { append, objectText, stream } from './tools.ts'

const SCRIPT = '<</S /JavaScript /JS (app.alert\\(1\\))>>'
const onCatalog = (name: string, edit: (now: string) => string, base: Attack['base'] = 'plain'): Attack => ({ name, base, forge: signed => append(signed, { [CATALOG]: edit }) })
const added = (entry: string) => (now: string): string => now.replace('/Type /Catalog', `/Type /Catalog ${entry}`)

export const scripts: readonly Attack[] = [
  onCatalog('another OpenAction', now => now.replace(/\/OpenAction \[[^\]]*\]/, `/OpenAction ${SCRIPT}`)),
  onCatalog('an OpenAction that leads to another page', now => now.replace(/\/OpenAction \[[^\]]*\]/, `/OpenAction [${SECOND_PAGE} 0 R /Fit]`)),
  onCatalog('an action when the document closes', added(`/AA <</WC ${SCRIPT}>>`)),
  onCatalog('other Names', now => now.replace(`/Names ${NAMES} 0 R`, `/Names <</JavaScript <</Names [(a) ${SCRIPT}]>>>>`)),
  onCatalog('a collection of attachments', added('/Collection <</Type /Collection>>')), onCatalog('bookmarks', added('/Outlines <</Type /Outlines>>')),
  onCatalog('preferences of the viewer', added('/ViewerPreferences <</Direction /R2L>>')), onCatalog('page labels', added('/PageLabels <</Nums [0 <</S /r>>]>>')),
  onCatalog('a script on a level that allows filling', added(`/AA <</WC ${SCRIPT}>>`), 'level-2'),
  { name: 'a script among the Names', base: 'plain', forge: signed => append(signed, { [NAMES]: now => now.replace('/Dests', `/JavaScript <</Names [(a) ${SCRIPT}]>> /Dests`) }) },
  { name: 'a script that replaces a destination', base: 'plain', forge: signed => append(signed, { [NAMES]: now => now.replace(`${PAGE} 0 R`, `${SECOND_PAGE} 0 R`) }) },
  { name: 'an attached file', base: 'plain', forge: signed => append(signed, { [NAMES]: now => now.replace('/Dests', '/EmbeddedFiles <</Names [(a) <</Type /Filespec /F (a.exe)>>]>> /Dests') }) },
  { name: 'a script when the page opens', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('/Type /Page', `/Type /Page /AA <</O ${SCRIPT}>>`) }) },
  { name: 'a script in a field', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/FT', `/AA <</F ${SCRIPT}>> /FT`) }) },
  { name: 'an order of calculation', base: 'plain', forge: signed => append(signed, { [FORM]: now => now.replace('/Fields', `/CO [${FIELD} 0 R] /Fields`) }) },
  { name: 'an action on the signature\'s field', base: 'plain', forge: signed => append(signed, { 108: now => now.replace('/Subtype', `/A ${SCRIPT} /Subtype`) }) },
]

const onPages = (name: string, edit: (now: string) => string): Attack => ({ name, base: 'plain', forge: signed => append(signed, { [PAGES]: edit }) })
export const pageOrder: readonly Attack[] = [
  onPages('two pages change places', now => now.replace(`${PAGE} 0 R ${SECOND_PAGE} 0 R`, `${SECOND_PAGE} 0 R ${PAGE} 0 R`)),
  onPages('a page less', now => now.replace(` ${SECOND_PAGE} 0 R`, '').replace('/Count 2', '/Count 1')), onPages('a page twice', now => now.replace(`${SECOND_PAGE} 0 R`, `${PAGE} 0 R`)),
  { name: 'a page more', base: 'plain', forge: async signed => append(signed, { [PAGES]: now => now.replace(`${SECOND_PAGE} 0 R`, `${SECOND_PAGE} 0 R 300 0 R`), 300: await objectText(signed, SECOND_PAGE) }) },
  { name: 'pages in a subtree', base: 'plain', forge: signed => append(signed, { [PAGES]: now => now.replace(`${SECOND_PAGE} 0 R`, '300 0 R'), 300: `<</Type /Pages /Parent ${PAGES} 0 R /Count 1 /Kids [${SECOND_PAGE} 0 R]>>` }) },
  { name: 'a page turned', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('/Type /Page', '/Rotate 180 /Type /Page') }) },
  { name: 'a page cropped', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('/Type /Page', '/CropBox [0 0 100 100] /Type /Page') }) },
  { name: 'a second part of the page\'s content', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, `/Contents [${CONTENT} 0 R 300 0 R]`), 300: stream('q Q') }) },
]

export const layers: readonly Attack[] = [
  onCatalog('a layer switched off', now => now.replace('/ON', '/OFF')), onCatalog('layers taken away', now => now.replace(/\/OCProperties <<.*?>>\s*>>/s, '')),
  onCatalog('another state to start with', now => now.replace('/D <<', '/D <</BaseState /OFF ')),
  { name: 'the layer renamed', base: 'plain', forge: signed => append(signed, { [GROUP]: now => now.replace('(Lop)', '(Khac)') }) },
  { name: 'the layer shown only in print', base: 'plain', forge: signed => append(signed, { [GROUP]: now => now.replace('/Name', '/Usage <</Print <</PrintState /OFF>>>> /Name') }) },
  { name: 'the picture taken out of its layer', base: 'plain', forge: signed => append(signed, { [PICTURE]: now => now.replace(/\/OC \d+ 0 R/, '') }) },
  { name: 'the field put into a layer', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/FT', `/OC ${GROUP} 0 R /FT`) }) },
  { name: 'the layer freed', base: 'plain', forge: signed => append(signed, {}, { entries: { [GROUP]: 'free' } }) },
]
