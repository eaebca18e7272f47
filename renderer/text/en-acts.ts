import type { viActs } from './vi-acts.ts'

const n = (value: number) => value.toLocaleString('en-GB')

export const enActs: typeof viActs = {
  acts: {
    offer: { 'seal-and-dispatch': 'Seal and send', 'stamp-incoming': 'Incoming stamp…', 'sign-comment': 'Comment on the page…', 'sign-copy': 'Certify a copy…' },
    title: { issue: 'Seal and send', appendix: 'Sign an appendix', copy: 'Certify a copy', incoming: 'Incoming stamp', comment: 'Comment on the page' },
    go: {
      issue: count => count === 1 ? 'Sign and send' : `Sign and send ${n(count)} documents`, appendix: () => 'Sign the appendix', copy: () => 'Sign the copy', incoming: count => count === 1 ? 'Stamp and sign' : `Stamp and sign ${n(count)} documents`, comment: () => 'Sign the comment',
    },
    number: (code, day) => `Number ${code}, ${day}: given by the system`, annexes: count => `Signs ${n(count)} appendix files too`, willDispatch: count => `Goes to ${n(count)} addressees; can be undone until it is sent`, willAttach: 'The signed copy is laid beside the document; the original stays as it is',
    approved: names => `The signature of ${names} holds`, notPrinted: 'No fields for number and date were prepared before it was signed: they are not printed on the page.',
    notOfAgency: 'This certificate does not bear the agency’s name. The agency’s seal is a signature by the agency’s certificate: plug in its device and choose that one.',
    text: 'Comment', textHint: 'Printed on the page as shown on the left, with name and time.', textMissing: 'Write something to see it on the page.', copyKind: 'Kind of copy', kinds: { 'sao-y': 'True copy', 'sao-luc': 'Copy of a copy', 'trich-sao': 'Extract' },
    fixed: 'A field prepared before the leader signed; it cannot be moved', filled: words => `Will be printed: ${words}`, thing: { issue: 'The agency\'s seal', appendix: 'Appendix signature', copy: 'Copy signature', incoming: 'Incoming stamp', comment: 'Comment', approve: 'Signature', plain: 'Signature' },
    spoken: (thing, page, left, below) => `${thing} on page ${n(page)}. ${n(left)} millimetres from the left, ${n(below)} millimetres from the bottom. Move it with the arrow keys.`, noSeal: 'No picture of the seal yet: this place will stay empty.',
  },
  seal: {
    title: 'Picture of the agency\'s seal', text: 'A PNG with a transparent background, red, scanned from the real seal. It is printed at its real size, over about a third of the signature from its left.', width: 'Real width (mm)', alt: 'The picture of the seal in use', none: 'No picture of the seal yet', badWidth: 'From 10 to 100 mm.',
    sharp: (width, height, dpi) => `${n(width)} × ${n(height)} pixels, ${n(dpi)} dpi in print: sharp enough.`, blurred: (width, height, dpi) => `${n(width)} × ${n(height)} pixels, only ${n(dpi)} dpi in print: the seal will be blurred. Scan at 300 dpi or more.`, opaque: 'The picture has no transparent background and would cover the signature. Use a transparent PNG.',
  },
}
