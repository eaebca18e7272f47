/** Attacks on certified documents: "evil annotation" where comments are allowed, "sneaky signature" where signing is. */
import { makeSignaturePng } from '../../../helpers/make-png.ts'
import { makeSignedPdf } from '../../../helpers/make-signed-pdf.ts'
import type { Attack } from './attack.ts'
import { CATALOG, FIELD, FORM, PAGE } from './bases.ts'
import { append, signatureOf, stream } from './tools.ts'

const LOOK = stream('1 g 0 0 500 500 re f BT /F 20 Tf 72 200 Td (Chi 900 dong) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 500 500]')
const withAnnotation = (subtype: string, more = '', look = true): Attack['forge'] => signed => append(signed, {
  [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '),
  300: `<</Type /Annot /Subtype /${subtype} /Rect [0 300 500 800] /F 4 /Contents (x) ${look ? '/AP <</N 301 0 R>>' : ''} ${more}>>`,
  ...(look ? { 301: LOOK } : {}),
})
const FALSE_SIGNATURE = '<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00>>>'
const sneaky = (widget: string, value = FALSE_SIGNATURE): Attack['forge'] => signed => append(signed, {
  [PAGE]: now => now.replace('/Annots [', '/Annots [300 0 R '), [FORM]: now => now.replace('/Fields [', '/Fields [300 0 R '),
  300: `<</Type /Annot /Subtype /Widget /FT /Sig /T (them) /V 301 0 R /F 4 /P ${PAGE} 0 R ${widget}>>`, 301: value, 302: LOOK,
})
const SHOWN = '/Rect [0 300 500 800] /AP <</N 302 0 R>>'

export const certification: readonly Attack[] = [
  ...['FreeText', 'Stamp', 'Redact', 'Square', 'Line', 'Ink', 'Screen', 'Watermark', 'Link', 'FileAttachment', '3D', 'Widget', 'Movie'].map((subtype): Attack => ({ name: `evil annotation ${subtype} at level 3`, base: 'level-3', forge: withAnnotation(subtype) })),
  { name: 'evil annotation under a comment\'s name at level 3', base: 'level-3', verdict: 'indeterminate', forge: withAnnotation('Text') },
  { name: 'a highlight with looks of its own at level 3', base: 'level-3', verdict: 'indeterminate', forge: withAnnotation('Highlight') },
  { name: 'a comment that runs a script at level 3', base: 'level-3', forge: withAnnotation('Text', '/A <</S /JavaScript /JS (app.alert\\(1\\))>>', false) },
  { name: 'a comment of an unknown kind at level 3', base: 'level-3', forge: withAnnotation('Moi', '', false) },
  { name: 'evil annotation at level 2', base: 'level-2', forge: withAnnotation('FreeText') },
  { name: 'a plain comment at level 2', base: 'level-2', forge: withAnnotation('Text', '', false) },
  { name: 'a plain comment at level 1', base: 'level-1', forge: withAnnotation('Text', '', false) },
  { name: 'a plain comment where nothing allows it', base: 'plain', forge: withAnnotation('Text', '', false) },
  { name: 'a comment taken away where nothing allows it', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('108 0 R', '') }) },
  { name: 'a comment that covers, at level 3, by its rectangle changed into a stamp', base: 'level-3', forge: signed => append(signed, { 108: now => now.replace('/Text', '/Stamp') }) },
  { name: 'a text field taken from the page at level 3', base: 'level-3', forge: signed => append(signed, { [PAGE]: now => now.replace(`${FIELD} 0 R`, '') }) },
  ...(['level-1', 'level-2', 'level-3', 'plain'] as const).map((base): Attack => ({ name: `sneaky signature over the page, ${base}`, base, forge: sneaky(SHOWN) })),
  { name: 'sneaky signature of an insider over the page', base: 'plain', forge: (signed, insider) => makeSignedPdf(signed, insider, { placement: { page: 1, rect: [0, 400, 595, 842] }, image: makeSignaturePng() }) },
  { name: 'sneaky signature, a small one', base: 'level-2', forge: sneaky('/Rect [70 690 300 720] /AP <</N 302 0 R>>') },
  { name: 'a signature field with an action', base: 'plain', forge: sneaky('/Rect [0 0 0 0] /AA <</E <</S /JavaScript /JS (1)>>>>') },
  { name: 'a signature field with a second look', base: 'plain', forge: sneaky('/Rect [0 0 20 20] /AP <</N 302 0 R /R 302 0 R>>') },
  { name: 'a document timestamp in sight at level 1', base: 'level-1', forge: sneaky('/Rect [70 690 300 720] /AP <</N 302 0 R>>', FALSE_SIGNATURE.replace('/Sig ', '/DocTimeStamp ').replace('ETSI.CAdES.detached', 'ETSI.RFC3161')) },
  { name: 'a field filled at level 1', base: 'level-1', forge: signed => append(signed, { [FIELD]: now => now.replace('(125)', '(126)') }) },
  { name: 'the certification taken away', base: 'level-1', forge: signed => append(signed, { [CATALOG]: now => now.replace(/\/Perms <<[^>]*>>/, '') }) },
  {
    name: 'the certification\'s level changed', base: 'level-1', async forge(signed) {
      const { value } = await signatureOf(signed)
      return append(signed, { [value]: now => now.replace('/P 1', '/P 3'), [FIELD]: now => now.replace('(125)', '(126)') })
    },
  },
]
