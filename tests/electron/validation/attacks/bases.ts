/** The honest documents that attacks start from: fresh, signed by ourselves, each valid as it is. */
import type { Signer } from '../../../../shared/model/signer.ts'
import { makePdf, type PdfWish } from '../../../helpers/make-pdf.ts'
import { makeSignedPdf } from '../../../helpers/make-signed-pdf.ts'
import { prepared } from './prepared.ts'
import { appendPacked, CARRIER, stream } from './tools.ts'

/** Object numbers that every base with a form has. */
export const CATALOG = 1, PAGES = 2, FONT = 3, PAGE = 10, CONTENT = 11, SECOND_PAGE = 12, FIELD = 100, FORM = 101, LOOK = 102, LOOK_FONT = 103, GROUP = 104, PICTURE = 105, NAMES = 106, OVERLAY = 107, LARGE_FIELD = 109, GROUP_FIELD = 112, CHOICE = 113, HIDDEN_PAGE = 120, HIDDEN_CONTENT = 121
export const WIDGET = `/FT /Tx /T (so) /Type /Annot /Subtype /Widget /Rect [72 700 172 720] /P ${PAGE} 0 R /F 4 /DA (/H 10 Tf)`
export const lookOf = (words: string): string => stream(`BT /H 10 Tf 2 5 Td (${words}) Tj ET`, `/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources <</Font <</H ${LOOK_FONT} 0 R>>>>`)

/**
 * Two pages with text, a filled field whose look has a font of its own, an empty one as large as the page, one that is part of a picture as well, a picture behind a layer, an overlay that hides a
 * line, named destinations, a comment, and a second document that nothing refers to, parts of it under the first one's numbers.
 */
const RICH: PdfWish = {
  pages: [
    `/MediaBox [0 0 595 842] /Annots [${FIELD} 0 R 108 0 R ${LARGE_FIELD} 0 R ${CHOICE} 0 R]`,
    '/MediaBox [0 0 595 842]',
  ],
  contents: [`BT /F 20 Tf 72 700 Td (Chi 100 dong) Tj ET`, 'BT /F 20 Tf 72 700 Td (Trang hai) Tj ET'],
  inherited: `/Resources <</XObject <</P ${PICTURE} 0 R /O ${OVERLAY} 0 R>> /Properties <</L ${GROUP} 0 R>> /Font <</F ${FONT} 0 R>>>>`,
  catalog: `/AcroForm ${FORM} 0 R /OCProperties <</OCGs [${GROUP} 0 R] /D <</ON [${GROUP} 0 R]>>>> /Names ${NAMES} 0 R /OpenAction [${PAGE} 0 R /Fit]`,
  extra: {
    [FIELD]: `<<${WIDGET} /V (125) /AP <</N ${LOOK} 0 R>>>>`,
    [FORM]: `<</Fields [${FIELD} 0 R ${LARGE_FIELD} 0 R ${GROUP_FIELD} 0 R ${CHOICE} 0 R] /DR <</Font <</H ${LOOK_FONT} 0 R>>>>>>`,
    [LOOK]: lookOf('125'),
    [LARGE_FIELD]: `<</FT /Tx /T (ghi-chu) /Type /Annot /Subtype /Widget /Rect [0 0 595 600] /P ${PAGE} 0 R /F 4 /DA (/H 10 Tf)>>`,
    [LOOK_FONT]: '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    [GROUP]: '<</Type /OCG /Name (Lop)>>',
    [PICTURE]: stream('0 g 0 0 10 10 re f', `/Type /XObject /Subtype /Form /BBox [0 0 10 10] /OC ${GROUP} 0 R`),
    [NAMES]: `<</Dests <</Names [(dau) [${PAGE} 0 R /Fit]]>>>>`,
    [OVERLAY]: stream('1 g 0 0 500 30 re f', `/Type /XObject /Subtype /Form /BBox [0 0 500 30] /Group ${GROUP_FIELD} 0 R`),
    [CHOICE]: `<</FT /Ch /Ff 131072 /T (muc) /Opt [[(1) (Mot)] [(2) (Hai)]] /V (1) /Type /Annot /Subtype /Widget /Rect [72 600 172 620] /P ${PAGE} 0 R /F 4 /DA (/H 10 Tf)>>`,
    [GROUP_FIELD]: '<</FT /Tx /T (nhom) /S /Transparency /I true>>',
    108: `<</Type /Annot /Subtype /Text /Rect [500 800 520 820] /Contents (Xem lai) /P ${PAGE} 0 R>>`,
    [HIDDEN_PAGE]: `<</Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 595 842] /Contents ${HIDDEN_CONTENT} 0 R>>`,
    [HIDDEN_CONTENT]: stream('BT /F 20 Tf 72 700 Td (Chi 900 dong) Tj ET'),
    [CARRIER]: stream(`\n${CONTENT} 0 obj\n${stream('BT /F 20 Tf 72 700 Td (Chi 800 dong) Tj ET')}\nendobj\n${PAGES} 0 obj\n<</Type /Pages /Count 1 /Kids [${HIDDEN_PAGE} 0 R]>>\nendobj\n`),
  },
}

/** What FONT's object stream reads `First` from, and the font that stands inside the font. */
export const FIRST = 110
const FONT_IN_FONT = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Inner <</Type /Font /Subtype /Type1 /BaseFont /Symbol>>>>'
export const FIRST_VALUE = `${FONT} 0 `.length
export const INNER_FIRST_VALUE = FIRST_VALUE + FONT_IN_FONT.indexOf('<</Type', 2)

export type BaseName = 'plain' | 'packed' | 'hybrid' | 'level-1' | 'level-2' | 'level-3' | 'prepared'
const LEVELS = { 'level-1': 1, 'level-2': 2, 'level-3': 3 } as const

export async function makeBase(name: BaseName, signer: Signer): Promise<Uint8Array> {
  if (name === 'prepared') return makeSignedPdf(prepared, signer, { fieldName: 'ky-lanh-dao' })
  if (name === 'plain') return makeSignedPdf(makePdf(RICH), signer)
  if (name === 'hybrid') return makeSignedPdf(makePdf({ ...RICH, xref: 'hybrid' }), signer)
  if (name !== 'packed') return makeSignedPdf(makePdf(RICH), signer, { certify: LEVELS[name] })
  const withFirst = makePdf({ ...RICH, extra: { ...RICH.extra, [FIRST]: String(FIRST_VALUE) } })
  return makeSignedPdf(await appendPacked(withFirst, { [FONT]: FONT_IN_FONT }, { first: `${FIRST} 0 R` }), signer)
}
