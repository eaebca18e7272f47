/**
 * A document that its author prepared for later: references to what is not there yet, lengths and places kept apart from
 * what they are of, a check box with its looks, an attached file, fields for signatures as large as the page, a
 * cross-reference table among the signed bytes. All of it is honest as it stands.
 */
import { makePdf } from '../../../helpers/make-pdf.ts'
import { bytes, CARRIER, stream, text } from './tools.ts'

/** As in `bases.ts`, which imports this. */
const PAGE = 10, CONTENT = 11, SECOND_PAGE = 12, FORM = 101
export const PICTURE_WITH_LENGTH = 130, LENGTH = 131, BOX = 132, BOX_ON = 133, BOX_OFF = 134, FILE_SPEC = 135, FILE_STREAM = 136, PLACED = 137, PLACE = 138, LARGE_SIGNATURE = 139, SMALL_SIGNATURE = 140, RICH_TEXT = 141, LIST = 142
export const UNDRAWN = 143, TO_UNICODE = 144, WIDTHS = 145, MAPPED_FONT = 146, OUTER_FORM = 147, BUTTON = 148, OWN_FIELD = 149, INFO = 152
/** Numbers that the signed revision refers to and does not have. */
export const ABSENT_PICTURE = 400, ABSENT_CONTENT = 401, ABSENT_ANNOTATION = 402, ABSENT_FIELD = 403

const look = (content: string, more = ''): string => stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 100 20] ${more}`)
const widget = (entries: string, rect = '72 500 172 520'): string => `<<${entries} /Type /Annot /Subtype /Widget /Rect [${rect}] /P ${PAGE} 0 R /F 4>>`
const FIELDS = [BOX, PLACED, LARGE_SIGNATURE, SMALL_SIGNATURE, RICH_TEXT, LIST, UNDRAWN, BUTTON, OWN_FIELD].map(number => `${number} 0 R`).join(' ')
const picture = 'q 1 g 0 0 100 20 re f Q'
const TABLE = `xref\n0 1\n0000000000 65535 f\r\ntrailer\n<</Size 500 /Root 1 0 R>>\n`

/** The first page takes its resources from above. */
function inheriting(pdf: Uint8Array): Uint8Array {
  const own = '/Resources <</Font <</F 3 0 R>>>>'
  return bytes(text(pdf).replace(own, ' '.repeat(own.length)))
}

export const prepared = inheriting(makePdf({
  pages: [
    `/MediaBox [0 0 595 842] /Annots [${FIELDS} ${ABSENT_ANNOTATION} 0 R 108 0 R]`,
    `/MediaBox [0 0 595 842]`,
  ],
  inherited: `/Resources <</XObject <</L ${PICTURE_WITH_LENGTH} 0 R /N ${ABSENT_PICTURE} 0 R /G ${OUTER_FORM} 0 R>> /Font <</F 3 0 R /M ${MAPPED_FONT} 0 R>>>>`,
  contents: ['BT /F 20 Tf 72 700 Td (Chi 100 dong) Tj ET /L Do /N Do /G Do', 'BT /F 20 Tf 72 700 Td (Trang hai) Tj ET'],
  catalog: `/AcroForm ${FORM} 0 R /Names <</EmbeddedFiles <</Names [(a) ${FILE_SPEC} 0 R]>>>> /PageLabels <</Nums [0 <</S /D>>]>> /Metadata 150 0 R /OCProperties <</OCGs [151 0 R] /D <</ON [151 0 R] /AS []>>>>`,
  trailer: `/Info ${INFO} 0 R`,
  extra: {
    [FORM]: `<</Fields [${FIELDS} ${ABSENT_FIELD} 0 R] /DR <</Font <<>>>>>>`,
    [PICTURE_WITH_LENGTH]: `<</Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length ${LENGTH} 0 R>>\nstream\n${picture}\nendstream`,
    [LENGTH]: String(picture.length),
    [BOX]: widget(`/FT /Btn /T (dong-y) /V /Off /AS /Off /AP <</N <</Yes ${BOX_ON} 0 R /Off ${BOX_OFF} 0 R>>>>`, '400 500 420 520'),
    [BOX_ON]: look('0 g 0 0 20 20 re f'), [BOX_OFF]: look('0 G 0 0 20 20 re S'),
    [FILE_SPEC]: `<</Type /Filespec /F (phu-luc.txt) /EF <</F ${FILE_STREAM} 0 R>>>>`, [FILE_STREAM]: stream('Chi 100 dong', '/Type /EmbeddedFile'),
    [PLACED]: `<</FT /Tx /T (noi) /V (1) /Type /Annot /Subtype /Widget /Rect ${PLACE} 0 R /P ${PAGE} 0 R /F 4 /AP <</N ${OUTER_FORM} 0 R>>>>`, [PLACE]: '[72 400 172 420]',
    [LARGE_SIGNATURE]: widget('/FT /Sig /T (ky-to)', '0 0 595 842'), [SMALL_SIGNATURE]: widget('/FT /Sig /T (ky-nho)', '300 100 400 150'),
    [RICH_TEXT]: widget('/FT /Tx /T (giau) /Ff 33554432 /DA (/H 10 Tf)', '72 300 172 320'),
    [LIST]: widget('/FT /Ch /T (danh-sach) /Opt [[(1) (Mot)] [(2) (Hai)]] /DA (/H 10 Tf)', '72 250 172 270'),
    [UNDRAWN]: widget('/FT /Tx /T (chua-ve) /V (100) /DA (/Z 10 Tf)', '72 200 172 220'),
    [TO_UNICODE]: stream('1 beginbfchar <31> <0031> endbfchar'), [WIDTHS]: '[600]',
    [MAPPED_FONT]: `<</Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 49 /LastChar 49 /Widths ${WIDTHS} 0 R /ToUnicode ${TO_UNICODE} 0 R>>`,
    [OUTER_FORM]: look('BT /M 10 Tf (1) Tj ET', `/Resources <</Font <</M ${MAPPED_FONT} 0 R>>>>`),
    [BUTTON]: widget(`/FT /Btn /Ff 65536 /T (nut) /MK <</CA (Gui)>>`, '450 500 520 520'),
    [OWN_FIELD]: widget('/FT /Sig /T (ky-lanh-dao)', '420 100 500 150'),
    108: `<</Type /Annot /Subtype /Link /Rect [72 650 172 670] /Dest [${SECOND_PAGE} 0 R /Fit]>>`,
    150: stream('<x/>', '/Type /Metadata /Subtype /XML'), 151: '<</Type /OCG /Name (Lop)>>', [INFO]: '<</Title (Cong van)>>',
    [CARRIER]: stream(`\n${TABLE}startxref\n0\n%%EOF\n${CONTENT} 0 obj\n${stream('BT /F 20 Tf 72 700 Td (Chi 800 dong) Tj ET')}\nendobj\n`),
  },
}))
