/** Duplicate fields, and looks swapped under a value that stays. */
import type { Attack } from './attack.ts'
import { CHOICE, FIELD, FORM, GROUP_FIELD, LARGE_FIELD, LOOK, LOOK_FONT, lookOf, OVERLAY, PAGE, WIDGET } from './bases.ts'
import { append, objectText, signatureOf, stream } from './tools.ts'

const inForm = (numbers: string) => (now: string): string => now.replace('/Fields [', `/Fields [${numbers} `)
const onPage = (numbers: string) => (now: string): string => now.replace('/Annots [', `/Annots [${numbers} `)

export const duplicateFields: readonly Attack[] = [
  { name: 'a second field of the same name', base: 'plain', forge: signed => append(signed, { [FORM]: inForm('300 0 R'), [PAGE]: onPage('300 0 R'), 300: `<<${WIDGET} /V (925)>>` }) },
  {
    name: 'a second signature field of the same name', base: 'plain', async forge(signed) {
      const { name } = await signatureOf(signed)
      return append(signed, { [FORM]: inForm('300 0 R'), 300: `<</FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /T (${name})>>` })
    },
  },
  {
    name: 'the same signature in two fields', base: 'plain', async forge(signed) {
      const { value } = await signatureOf(signed)
      return append(signed, { [FORM]: inForm('300 0 R'), [PAGE]: onPage('300 0 R'), 300: `<</FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /T (khac) /V ${value} 0 R>>` })
    },
  },
  {
    name: 'the same signature, of the same name, in two fields', base: 'plain', async forge(signed) {
      const { value, name } = await signatureOf(signed)
      return append(signed, { [FORM]: inForm('300 0 R'), [PAGE]: onPage('300 0 R'), 300: `<</FT /Sig /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /T (${name}) /V ${value} 0 R>>` })
    },
  },
  { name: 'a field listed twice', base: 'plain', forge: signed => append(signed, { [FORM]: inForm(`${FIELD} 0 R`) }) },
  { name: 'a field made a parent of another', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/T (so)', '/T (so) /Kids [300 0 R]'), 300: `<</T (con) /FT /Tx /Parent ${FIELD} 0 R /V (9)>>` }) },
  { name: 'a value twice in its dictionary', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/V (125)', '/V (125) /V (925)') }) },
  { name: 'the page\'s content twice in its dictionary', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace('/Contents', '/Contents 300 0 R /Contents'), 300: stream('q Q') }) },
  { name: 'the form\'s fields twice in its dictionary', base: 'plain', forge: signed => append(signed, { [FORM]: now => now.replace('/Fields', '/Fields [] /Fields') }) },
  { name: 'the root twice in the trailer', base: 'plain', forge: async signed => append(signed, { 300: await objectText(signed, 1) }, { trailer: { Extra: '1 /Root 300 0 R /Root 1 0 R' } }) },
]

export const swappedLooks: readonly Attack[] = [
  { name: 'the look of a field says another value', base: 'plain', forge: signed => append(signed, { [LOOK]: lookOf('925') }) },
  { name: 'a value filled in, the look says another', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('(125)', '(126)'), [LOOK]: lookOf('925') }) },
  { name: 'a value filled in, the look is a picture', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('(125)', '(126)'), [LOOK]: stream('/O Do', `/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</XObject <</O ${OVERLAY} 0 R>>>>`) }) },
  {
    name: 'a value filled in, the look in letters that cannot be told', base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, {
      [FIELD]: now => now.replace('(125)', '(126)').replace(/\/N \d+ 0 R/, '/N 300 0 R'), 300: lookOf('126').replace(`${LOOK_FONT} 0 R`, '301 0 R').replace('(126)', '(abc)'),
      301: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</Differences [97 /one /two /six]>>>>',
    }),
  },
  ...[['a font that draws other figures for them', '/Subtype /Type1 /BaseFont /Helvetica /Encoding <</Differences [49 /nine]>>'], ['a font of drawings', '/Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs <<>> /Encoding <</Differences [49 /one /two]>>']].map(([what, font]): Attack => ({
    name: `a value filled in, the look in ${what}`, base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, {
      [FIELD]: now => now.replace('(125)', '(126)').replace(/\/N \d+ 0 R/, '/N 300 0 R'), 300: lookOf('126').replace(`${LOOK_FONT} 0 R`, '301 0 R'), 301: `<</Type /Font ${font}>>`,
    }),
  })),
  { name: 'a choice made, the look is no choice', base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, { [CHOICE]: now => now.replace('/V (1)', '/V (2) /AP <</N 300 0 R>>'), 300: lookOf('Chi 900 dong') }) },
  { name: 'a choice made, the look is a picture', base: 'plain', forge: signed => append(signed, { [CHOICE]: now => now.replace('/V (1)', '/V (2) /AP <</N 300 0 R>>'), 300: stream('/O Do', `/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</XObject <</O ${OVERLAY} 0 R>>>>`) }) },
  { name: 'a field as large as the page filled in', base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, { [LARGE_FIELD]: now => now.replace('/FT', '/V (Chi 900 dong) /AP <</N 300 0 R>> /FT'), 300: lookOf('Chi 900 dong') }) },
  { name: 'another look under the same value', base: 'plain', forge: signed => append(signed, { 300: lookOf('925'), [FIELD]: now => now.replace(`/N ${LOOK} 0 R`, '/N 300 0 R') }) },
  { name: 'a look for a state that is not the value', base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, { [FIELD]: now => now.replace('/V', '/AS /Off /V') }) },
  { name: 'another font under a field\'s look', base: 'plain', forge: signed => append(signed, { [LOOK_FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }) },
  { name: 'another encoding under a field\'s look', base: 'plain', forge: signed => append(signed, { [LOOK_FONT]: now => now.replace('/Helvetica', '/Helvetica /Encoding <</Differences [49 /nine]>>') }) },
  { name: 'another font of the form under a known name', base: 'plain', forge: signed => append(signed, { [FORM]: now => now.replace(new RegExp(`/H ${LOOK_FONT} 0 R`), '/H 300 0 R'), 300: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }) },
  { name: 'the form\'s default look changed', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/H 10 Tf', '/H 0 Tf') }) },
  { name: 'a field moved over the text', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]') }) },
  { name: 'a field hidden', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/F 4', '/F 2') }) },
  { name: 'a field that shows only dots', base: 'plain', forge: signed => append(signed, { [FIELD]: now => now.replace('/FT /Tx', '/FT /Tx /Ff 8192') }) },
  {
    name: 'another look of the signature', base: 'plain', async forge(signed) {
      const { field } = await signatureOf(signed)
      return append(signed, { 300: lookOf('Ky thay'), [field]: now => now.replace(/\/N \d+ 0 R/, '/N 300 0 R') })
    },
  },
  { name: 'a resource of the page under a known name', base: 'plain', forge: signed => append(signed, { [PAGE]: now => now.replace(/\/F 3 0 R/, '/F 300 0 R'), 300: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }) },
  { name: 'a resource that is a field as well', base: 'plain', forge: signed => append(signed, { [OVERLAY]: now => now.replace(`/Group ${GROUP_FIELD} 0 R`, `/Group ${FIELD} 0 R`) }) },
  { name: 'a field filled in that is a part of a picture as well', base: 'plain', forge: signed => append(signed, { [GROUP_FIELD]: now => now.replace('/FT', '/V (x) /FT') }) },
  { name: 'all fields to be drawn anew by the reader', base: 'plain', verdict: 'indeterminate', forge: signed => append(signed, { [FORM]: now => now.replace('/Fields', '/NeedAppearances true /Fields') }) },
  { name: 'the form says that it holds no signatures', base: 'level-1', forge: signed => append(signed, { [FORM]: now => now.replace(/\/SigFlags \d/, '/SigFlags 0') }) },
  { name: 'a form of another kind (XFA)', base: 'plain', forge: signed => append(signed, { [FORM]: now => now.replace('/Fields', '/XFA 300 0 R /Fields'), 300: stream('<xdp/>') }) },
]
