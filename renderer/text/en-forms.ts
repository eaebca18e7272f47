import type { viForms } from './vi-forms.ts'

const n = (value: number) => value.toLocaleString('en-GB')
const some = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

/** The words of forms and dialogs in English; part of `en.ts`. */
export const enForms: typeof viForms = {
  sign: {
    title: count => count === 1 ? 'Sign document' : `Sign ${n(count)} documents`, preparing: 'Preparing the documents…',
    mend: 'Mend into a copy', mending: 'Mending…', mendHint: 'The file stays as it is. The copy is signed only after you have looked at it.', mended: 'This is a mended copy of a damaged file. Look at every page before you sign: what was lost does not show.',
    documents: count => count === 1 ? 'Document' : `${n(count)} documents`, certificate: 'Certificate', onlyOne: 'The only one that fits',
    chooseOne: 'Choose the certificate that signs', validUntil: day => `Valid until ${day}`, givenBy: issuer => `issued by ${issuer}`, afterPin: 'The certificate can be read once the PIN is entered', pin: 'PIN of',
    pinOnce: count => count === 1 ? 'Liên Thông does not keep the PIN.' : `Entered once for all ${n(count)} documents. Liên Thông does not keep the PIN.`, finalTry: 'Only one try is left. Another wrong PIN locks the device.', lowCount: 'A wrong PIN was entered before. Too many lock the device.', pinPad: "Enter the PIN on the device's own keys.",
    noToken: 'No signing device is seen. Plug it in and try again; if it is plugged in, open Diagnostics.', number: count => count === 1 ? 'Sign and get a number' : `Sign and get numbers for ${n(count)} documents`, send: count => count === 1 ? 'Sign and send' : `Sign and send ${n(count)} documents`, approve: count => count === 1 ? 'Sign' : `Sign ${n(count)} documents`,
    signing: (done, total) => `Signing ${n(done)} / ${n(total)}`, after: 'After signing', sealing: 'The agency’s seal', sealNever: 'Send now, unsealed', sealLater: 'Number it, seal later', unsealed: 'The agency’s device is not seen: the document goes out with your signature alone, its number not printed and without a seal.', willSend: count => `Numbered and sent to ${some(count, 'addressee', 'addressees')}; can be undone until it goes out`, willNumber: 'The system gives number and date; can be undone until it goes out', willSeal: count => `Once it has its number you sign with the agency’s certificate (the seal), and it goes to ${some(count, 'addressee', 'addressees')}. Offline this step waits in To sign`, willApprove: 'The clerk numbers and dispatches it; can be undone until it goes out',
    place: (left, below, width, height) => `Left ${n(left)} mm · Bottom ${n(below)} mm · ${n(width)} × ${n(height)} mm`,
    movable: 'movable signature', byOne: 'move by 1 pt', byTen: 'move by 10 pt', toProposed: 'Back to the proposed place', noImage: 'No signature image is set: this place on the page stays empty.', setImage: 'Set one in Settings', to: count => some(count, 'addressee', 'addressees'),
    promptsLeft: count => count === 1 ? 'This key asks for the PIN at each signature. This is the last one.' : `This key asks for the PIN at each signature: ${n(count)} times more, this one included.`, padNow: label => `Enter the PIN on the reader's own keys (${label}), not here.`, goOn: 'Go on signing', stop: 'Stop', stopAfter: 'Stop after this document',
    lockedPage: 'This file has a password. Enter it on the right to see and sign it.', signed: 'Signed', unfit: count => `${some(count, 'other certificate', 'other certificates')} cannot sign`, byService: 'VGCA Sign Service opens a window of its own for certificate and PIN of each document.', mustChange: 'The device wants its PIN changed before it signs: open Settings, Signing.',
  },
  print: { preparing: 'Preparing to print', page: (page, of) => `Page ${n(page)} / ${n(of)}`, failed: 'A page could not be drawn, so nothing was printed.' },
  palette: {
    label: 'Search and commands', scopes: { all: 'All', documents: 'Documents', commands: 'Commands', people: 'People, agencies' }, scope: 'Scope', none: 'Nothing matches.', partial: 'Documents are still loading: there may be more.', most: count => `${n(count)}+`,
    today: 'Today', yesterday: 'Yesterday', writeTo: 'Write to', findOf: 'Find documents', choose: 'choose', open: 'open', change: 'change scope', marks: 'With or without diacritics', newest: 'newest first', sign: 'Sign the open document', diagnostics: 'Diagnose the signing device', signing: 'Signing settings',
  },
  settings: {
    label: 'Settings', pages: { general: 'General', signing: 'Signing', diagnostics: 'Diagnostics' }, language: 'Language', theme: 'Theme', system: "The system's", light: 'Light', dark: 'Dark', density: 'Density', comfortable: 'Comfortable', compact: 'Compact',
    account: 'Account', officer: 'Name', position: 'Position', agency: 'Agency', user: 'User name', server: 'Server', undo: 'Undo within', seconds: count => `${n(count)} s`, never: 'At once',
    image: 'Signature image', imageText: 'A PNG file with a transparent background. It is drawn where the signature goes; it does not replace the digital signature.', setImage: 'Choose a PNG…', changeImage: 'Change…', imageAlt: 'The signature image in use', noImage: 'No signature image is set',
    tokens: 'Signing devices', noToken: 'No signing device is seen.', look: 'Look again', added: 'Added on this PC', addToken: 'Add a certificate file (.p12)…', addModule: 'Add a device driver…', file: 'Certificate file', module: 'Driver', locked: 'Locked', ready: 'Ready to sign', unfit: 'No certificate that can sign',
    changePin: 'Change PIN…', changePinOf: label => `Change the PIN of ${label}`, oldPin: 'PIN now', newPin: 'New PIN', newPinAgain: 'New PIN again', pinRange: (least, most) => most > 0 ? `${n(least)} to ${n(most)} characters` : `At least ${n(least)} characters`, notSame: 'The two new PINs are not the same.',
    padBoth: "Enter the PIN as it is and then the new one on the reader's own keys.", change: 'Change PIN', changing: 'Changing…', changed: 'The PIN is changed. Use the new one from now on.', mustChange: 'Its PIN must be changed first',
    serviceOff: 'For PCs that have a 32-bit driver only: documents are signed by the program VGCA Sign Service that runs on this PC.', serviceOn: 'This way of signing is in use too. The program asks for device, certificate and PIN in windows of its own.', serviceUse: 'Use VGCA Sign Service', serviceStop: 'Stop using it',
    diagnostics: 'Diagnostics', copy: 'Copy',
    values: { ok: 'Good', damaged: 'Damaged' }, rows: count => `${n(count)} ${count === 1 ? 'row' : 'rows'}`, secondsOff: count => `${n(count)} s`,
    trustList: (sequence, day, age) => `Number ${sequence} of ${day} (${age === 0 ? 'today' : age === 1 ? 'yesterday' : `${n(age)} days ago`})`,
    lines: { 'store.cache': 'Downloaded data', 'store.work': 'Work done on this PC', 'store.evidence': 'Chain of signature evidence', 'store.evidence-broken': 'Evidence no longer whole from row', 'store.evidence-missing': 'Rows of evidence that are missing', 'token.module': 'Driver', policy: 'Administrator’s policy', 'trust.anchors': 'Trusted roots', 'trust.list': 'The province’s trust list', 'sync.last': 'Last synced', 'clock.skew': 'Clock against the server', node: 'Node.js', platform: 'System' },
  },
  compose: {
    title: 'New document', editTitle: 'Edit draft', replyTo: code => `Draft reply to ${code}`, keptAt: clock => `Kept on this PC at ${clock}`, label: 'About the document', kind: 'Kind',
    number: 'Number and notation', numberLater: 'Given by the server', issued: 'Day of issue', issuedLater: 'When numbered', subject: 'Subject', count: length => `${n(length)} / 500`, summary: 'Summary',
    urgency: 'Urgency', normal: 'Normal', due: 'Due', dueHint: '30/11/2026', addressees: 'Addressees', addresseesHint: 'The document goes here when it is dispatched', addAgency: 'Add an agency', noAgency: 'No agency matches.',
    purposeOf: name => `Purpose for ${name}`, files: 'Files', filesHint: 'The document itself is a PDF', addFiles: 'Add files or drop them here', roleOf: name => `File ${name} is`, show: name => `Show ${name}`,
    related: 'Related documents', addRelated: 'Add a related document', noRelated: 'No document matches.', preview: 'Preview', original: 'Original', noFile: 'No main document yet', noFileText: 'Add a PDF; its pages show here.',
    notPdf: 'This file cannot be previewed', save: 'Save draft', submit: 'Submit to leader', left: count => `${n(count)} to do:`, complete: 'Ready to submit',
    gaps: { subject: 'write a subject', due: 'correct the due day', addressee: 'choose addressees', file: 'add the main document (PDF)', 'main-not-pdf': 'turn the main document into a PDF' }, toPdf: 'Needs to be a PDF',
  },
  conflict: {
    title: 'The document has changed since you saw it', lead: 'What you did has not gone out and is kept as it is.', yours: 'What you did', now: 'The document now', noText: 'No words with it.', noChange: 'No new step is seen in its history.', by: (did, who) => `${did}: ${who}`,
    answers: 'Your choice', recommended: 'Recommended', open: 'Open the new version and do it again', openWhy: 'What you did rests on the version you saw; the new one may differ.', openSigned: 'Your signature is on the old version; signing the new one is safe.',
    send: 'Send it as it is', sendWhy: 'The receiver still sees the new version.', sendRefused: 'The server may refuse it again.', drop: 'Do not send it', dropWhy: 'What you wrote can still be read in the list.', dropPassed: state => `The document is now at “${state}”; this can no longer be done.`,
  },
  moves: {
    reason: 'Reason', reasonHint: 'The sender will read this reason.', opinion: 'Directive note', comment: 'Comment', result: 'What was done', note: 'Note', officers: 'Officers', addOfficer: 'Find a name or unit', noOfficer: 'Nobody matches.',
    toWhom: 'Forward to', dueDate: 'Due', role: 'Role', receiveText: 'The document goes into the incoming register; the server gives it a number. The sender sees it as received.', submitText: 'The document is submitted to the leader.',
    numberText: 'The server gives the number and the day of issue.', dispatchText: count => `The document goes to ${some(count, 'addressee', 'addressees')}.`, sendsIn: 'It goes out in a few seconds and can be undone until then.', offline: 'It goes out when the network is back.',
    missingReason: 'Write a reason first.', missingText: 'Write your comment first.', missingOfficer: 'Choose at least one officer.', missingLead: 'Choose who leads.', badDate: 'This is no date. Example: 30/11/2026.', dateHint: 'day/month/year', removeOfficer: name => `Remove ${name}`,
    notTrusted: 'The signature of this document is not fully checked.', invalid: 'The signature of this document is not valid. It should not be received.',
    askBatch: (invalid: number, all: number) => `${n(invalid)} of the ${n(all)} chosen documents have a signature that is not valid. Look at each of them before it is signed.`, leaveOut: (count: number) => `Leave them, sign the other ${n(count)}`, stillAll: 'Sign all the same',
    askTitle: 'The signature of this document is not valid', askText: 'A document whose authenticity and integrity are not assured goes back to its sender (Decree 30/2020, Art. 21). If you go on all the same, this verdict is kept with the document.',
    refuseInstead: (act: string) => `${act} for this reason`, still: (act: string) => `${act} all the same`,
  },
}
