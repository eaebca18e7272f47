/** What was prepared before the signature is completed, swapped or brought into sight after it ("shadow" by other means). */
import { makeSignaturePng } from '../../../helpers/make-png.ts'
import { makeSignedPdf } from '../../../helpers/make-signed-pdf.ts'
import type { Attack } from './attack.ts'
import { CATALOG, CONTENT, FORM, PAGE, SECOND_PAGE } from './bases.ts'
import {
  ABSENT_ANNOTATION, ABSENT_CONTENT, ABSENT_FIELD, ABSENT_PICTURE, BOX, BOX_OFF, BOX_ON, BUTTON, FILE_SPEC, FILE_STREAM, LARGE_SIGNATURE, LENGTH, LIST, MAPPED_FONT, OUTER_FORM, PLACE, RICH_TEXT, SMALL_SIGNATURE,
  TO_UNICODE, UNDRAWN, WIDTHS,
} from './prepared.ts'
import { append, objectText, signatureOf, stream, text, type Edits } from './tools.ts'

const COVER = stream('1 g 0 0 595 842 re f BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 595 842]')
const edit = (name: string, edits: Edits, verdict?: Attack['verdict']): Attack => ({ name, base: 'prepared', forge: signed => append(signed, edits), ...(verdict ? { verdict } : {}) })
const drawn = (content: string): string => stream(content, '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</Font <</H 3 0 R>>>>')
const ownLook = (words: string): string => drawn(`BT /H 10 Tf 2 5 Td (${words}) Tj ET`)
const SCRIPT = '<</S /JavaScript /JS (app.alert\\(1\\))>>'

export const laterParts: readonly Attack[] = [
  edit('a picture that was missing arrives', { [ABSENT_PICTURE]: COVER }),
  edit('an annotation that was missing arrives', { [ABSENT_ANNOTATION]: `<</Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /AP <</N 500 0 R>>>>`, 500: COVER }),
  edit('an annotation that was missing arrives as a signature field', { [ABSENT_ANNOTATION]: `<</Type /Annot /Subtype /Widget /FT /Sig /T (moi) /Rect [0 0 595 842] /F 4 /AP <</N 500 0 R>>>>`, 500: COVER, [FORM]: now => now.replace('/Fields [', `/Fields [${ABSENT_ANNOTATION} 0 R `) }),
  edit('a field that was missing arrives', { [ABSENT_FIELD]: `<</FT /Tx /T (moi) /V (900) /Type /Annot /Subtype /Widget /Rect [72 690 200 720]>>` }),
  edit('a part of the content arrives', { [ABSENT_CONTENT]: stream('BT ET'), [PAGE]: now => now.replace(`/Contents ${CONTENT} 0 R`, `/Contents [${CONTENT} 0 R ${ABSENT_CONTENT} 0 R]`) }),
  edit('the length of a picture shortened', { [LENGTH]: '1' }), edit('the length of a picture grown', { [LENGTH]: '60' }), edit('the length of a picture freed', { [LENGTH]: 'null' }),
  edit('the place of a field moved over the text', { [PLACE]: '[72 690 300 720]' }), edit('the place of a field emptied', { [PLACE]: '[0 0 0 0]' }),
  edit('the looks of a check box change places', { [BOX]: now => now.replace(`/Yes ${BOX_ON} 0 R`, `/Yes ${BOX_OFF} 0 R`).replace(`/Off ${BOX_OFF} 0 R`, `/Off ${BOX_ON} 0 R`) }),
  edit('a check box shows what it is not', { [BOX]: now => now.replace('/AS /Off', '/AS /Yes') }),
  edit('a check box ticked, with another look', { [BOX]: now => now.replace('/AS /Off', '/AS /Yes').replace('/V /Off', '/V /Yes'), [BOX_ON]: COVER }),
  edit('a check box ticked, with a look for a new state', { [BOX]: now => now.replace('/AS /Off', '/AS /Moi').replace('/V /Off', '/V /Moi').replace('/N <<', '/N <</Moi 500 0 R '), 500: COVER }),
  edit('a check box ticked that does not show it', { [BOX]: now => now.replace('/V /Off', '/V /Yes') }, 'indeterminate'),
  edit('the words on a button changed', { [BUTTON]: now => now.replace('(Gui)', '(Xoa)') }),
  edit('a button that acts', { [BUTTON]: now => now.replace('/T (nut)', `/T (nut) /A ${SCRIPT}`) }),
  edit('an attached file swapped', { [FILE_STREAM]: stream('Chi 900 dong', '/Type /EmbeddedFile') }), edit('an attached file renamed', { [FILE_SPEC]: now => now.replace('phu-luc.txt', 'phu-luc.exe') }),
  edit('an attached file under the same name', { [FILE_SPEC]: now => now.replace(`${FILE_STREAM} 0 R`, '500 0 R'), 500: stream('Chi 900 dong', '/Type /EmbeddedFile') }),
  edit('what a font\'s letters mean, changed in inherited resources', { [TO_UNICODE]: stream('1 beginbfchar <31> <0039> endbfchar') }),
  edit('the widths of a font\'s letters changed in inherited resources', { [WIDTHS]: '[0]' }), edit('the font itself changed in inherited resources', { [MAPPED_FONT]: now => now.replace('/BaseFont /X', '/BaseFont /Y') }),
  edit('a form inside a form changed', { [OUTER_FORM]: now => now.replace('(1)', '(9)') }),
  edit('a link that leads elsewhere', { 108: now => now.replace(`${SECOND_PAGE} 0 R`, `${PAGE} 0 R`) }), edit('a link that runs a program', { 108: now => now.replace(/\/Dest \[[^\]]*\]/, '/A <</S /Launch /F (a.exe)>>') }),
  edit('a link grown over the page', { 108: now => now.replace('72 650 172 670', '0 0 595 842') }),
  edit('rights of use added (UR3)', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /Perms <</UR3 500 0 R>>'), 500: '<</Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00>>>' }),
  edit('a certification added later', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /Perms <</DocMDP 500 0 R>>'), 500: '<</Type /Sig /Filter /Adobe.PPKLite /Reference [<</TransformMethod /DocMDP /TransformParams <</P 3>>>>]>>' }),
  edit('layers that switch by use', { [CATALOG]: now => now.replace('/AS [', '/AS [<</Event /View /OCGs [151 0 R] /Category [/View]>>') }), edit('another configuration of layers', { [CATALOG]: now => now.replace('/D <<', '/Configs [<</OFF [151 0 R]>>] /D <<') }),
  edit('page labels changed', { [CATALOG]: now => now.replace('/S /D', '/S /r') }),
  edit('evidence with a page hidden in it', { [CATALOG]: now => now.replace('/Type /Catalog', '/Type /Catalog /DSS <</Certs [] /Page 500 0 R>>'), 500: `<</Type /Page /MediaBox [0 0 595 842]>>` }, 'indeterminate'),
  edit('evidence that is a page', { [CATALOG]: now => now.replace('/Type /Catalog', `/Type /Catalog /DSS <</Certs [${PAGE} 0 R]>>`) }, 'indeterminate'),
  edit('a description that is a script', { [CATALOG]: now => now.replace('/Type /Catalog', `/Type /Catalog /URI <</Base (http://x)>>`) }),
  edit('a field for a value that nobody drew gets a font', { [FORM]: now => now.replace('/Font <<', '/Font <</Z 500 0 R '), 500: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' }, 'indeterminate'),
  edit('a look for all fields where a value has none', { [FORM]: now => now.replace('/DR', '/DA (/H 900 Tf) /DR') }, 'indeterminate'),
  edit('a value filled in, its rich text says another', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /RV (<body><p>925</p></body>)') }, 'indeterminate'),
  edit('a choice made, its index says another', { [LIST]: now => now.replace('/T (danh-sach)', '/T (danh-sach) /V (2) /I [0]') }, 'indeterminate'),
  edit('a value filled in, the look draws another by lines', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N 500 0 R>>'), 500: drawn('BT /H 10 Tf (126) Tj ET 1 g 0 0 90 20 re f 0 G 2 w 5 5 m 5 15 l 15 15 l 15 5 l 5 10 l S') }, 'indeterminate'),
  edit('a value filled in, the look says it without ink and draws another', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N 500 0 R>>'), 500: drawn('BT 3 Tr /H 10 Tf (126) Tj ET') }, 'indeterminate'),
  edit('a value filled in, the look in a layer', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N 500 0 R>>'), 500: ownLook('126').replace('/BBox', '/OC 151 0 R /BBox') }, 'indeterminate'),
  edit('a value filled in, the look goes on where reading ends', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N 500 0 R>>'), 500: drawn('BT /H 10 Tf (126) Tj ET ) BT /H 10 Tf (925) Tj ET') }, 'indeterminate'),
  edit('a value filled in, the look in other letters under an old state', { [RICH_TEXT]: now => now.replace('/T (giau)', '/T (giau) /V (126) /AP <</N <</A 500 0 R>>>> /AS /A'), 500: ownLook('925') }, 'indeterminate'),
  edit('a value without a look gets one', { [UNDRAWN]: now => now.replace('/T (chua-ve)', '/T (chua-ve) /AP <</N 500 0 R>>'), 500: ownLook('900') }, 'indeterminate'),
  {
    name: 'a prepared field as large as the page signed by an insider, with a picture', base: 'prepared', async forge(signed, insider) {
      const byInsider = await makeSignedPdf(signed, insider, { fieldName: 'ky-to', image: makeSignaturePng() })
      if (!/\/AP/.test(await objectText(byInsider, LARGE_SIGNATURE))) throw new Error('the field shows nothing')
      return byInsider
    },
  },
  {
    name: 'a prepared field signed, with looks for the mouse', base: 'prepared', async forge(signed) {
      const { value } = await signatureOf(signed)
      return append(signed, { [SMALL_SIGNATURE]: now => now.replace('/T (ky-nho)', `/T (ky-nho) /V ${value} 0 R /AP <</N 500 0 R /R 500 0 R>>`), 500: ownLook('Ky') })
    },
  },
  {
    name: 'the signature\'s own field moved and enlarged', base: 'prepared', async forge(signed) {
      const { field } = await signatureOf(signed)
      return append(signed, { [field]: now => now.replace(/\/Rect \[[^\]]*\]/, '/Rect [0 0 595 842]') })
    },
  },
  {
    name: 'the signature\'s reason changed', base: 'prepared', async forge(signed) {
      const { value } = await signatureOf(signed)
      return append(signed, { [value]: now => now.replace('/Type /Sig', '/Type /Sig /Reason (Phe duyet)') })
    },
  },
  {
    name: 'the field\'s flags of the signature changed', base: 'prepared', async forge(signed) {
      const { field } = await signatureOf(signed)
      return append(signed, { [field]: now => now.includes('/Ff') ? now.replace(/\/Ff \d+/, '/Ff 16777216') : now.replace('/FT /Sig', '/FT /Sig /Ff 16777216') })
    },
  },
  {
    name: 'the value of Contents filled up behind the signature', base: 'prepared', async forge(signed) {
      const { contents } = await signatureOf(signed)
      const full = `${contents.slice(0, -9)}deadbeef>`
      return Buffer.from(text(signed).replace(contents, full), 'latin1')
    },
  },
]