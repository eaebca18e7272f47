import { enActs } from './en-acts.ts'
import { enLevels } from './en-levels.ts'
import { enRecovery } from './en-recovery.ts'
import { enForms } from './en-forms.ts'
import type { Catalogue } from './vi.ts'

const n = (value: number) => value.toLocaleString('en-GB')
const some = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`

export const en: Catalogue = {
  ...enForms,
  ...enActs,
  ...enLevels,
  ...enRecovery,
  product: 'Liên Thông',
  common: {
    close: 'Close', cancel: 'Cancel', back: 'Back', forward: 'Forward', retry: 'Try again', more: 'More', optional: 'optional',
    loading: 'Loading…', undo: 'Undo', unknown: 'Unknown', menu: 'Menu', save: 'Save', remove: 'Remove', dialog: 'Dialog', locked: 'Set by the administrator',
  },
  boxes: { inbox: 'Incoming', 'to-sign': 'To sign', drafts: 'Drafts', outgoing: 'Outgoing', outbox: 'Waiting to send' },
  rail: {
    label: 'Boxes of documents', compose: 'New draft', settings: 'Settings', token: 'Signing device',
    tokenReady: 'Ready', tokenAbsent: 'Not plugged in', tokenLooking: 'Looking…', tokenLocked: 'Locked', tokenTrouble: 'Needs a look',
    decide: count => `${some(count, 'document needs', 'documents need')} your decision`,
  },
  titleBar: { search: 'Search documents, numbers, agencies, commands', waiting: count => `${n(count)} to send`, me: 'My account', },
  sync: {
    idle: clock => `Synced ${clock}`, never: 'Not synced yet', syncing: 'Syncing', first: 'Loading', offline: 'Offline', problem: 'Sync problem', now: 'Sync now', signIn: 'Sign in again',
    offlineTitle: 'Offline.', offlineText: 'You can still read, write and sign; what waits to be sent goes out by itself when the network is back.',
    firstText: (done, total) => `Loading documents: ${n(done)} / ${n(total)}. The newest can be read already.`, firstUnknown: 'Loading documents. The newest can be read already.',
    skew: minutes => `The clock of this PC differs from the server's by ${some(minutes, 'minute', 'minutes')}. Set it right before you sign.`,
    coreRestarting: 'The working part has stopped and is starting again. Nothing you did is lost.',
    coreFailing: 'The working part cannot be started. Close and reopen the app; if that does not help, tell the IT department.',
  },
  views: { all: 'All', unread: 'Unread', due: 'Due', mine: 'Mine', flagged: 'Followed' },
  list: {
    filters: 'Quick filters', width: 'Width of the list', newest: 'Newest', unread: 'Unread. ', picked: count => `${some(count, 'document', 'documents')} selected`, dropPicked: 'Clear selection',
    signPicked: count => count === 1 ? 'Sign this document' : `Sign ${n(count)} documents`, signAll: 'Select all', selected: 'Selected. ',
    attachments: count => some(count, 'file', 'files'), flagged: 'Followed', noSubject: '(No subject yet)', noIssuer: 'Issuer unknown',
    addressees: count => some(count, 'addressee', 'addressees'), more: 'Loading more…', pending: verb => `${verb}: waiting to send`,
  },
  groups: {
    today: day => `Today, ${day}`, yesterday: day => `Yesterday, ${day}`, lastWeek: 'Last week', undated: 'No date yet',
    month: (month, year) => new Date(Date.UTC(year, month - 1, 1)).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  },
  empty: {
    inboxUnread: 'No unread documents.', inboxUnreadText: 'Documents you have read stay in Incoming.', showAll: 'Show all incoming',
    inbox: 'No incoming documents yet.', inboxText: 'New documents show up here when there is a network.',
    due: 'Nothing is due.', dueText: 'Documents due within three days or overdue show up here.',
    mine: 'Nothing is assigned to you.', mineText: 'Documents you lead show up here.',
    flagged: 'You follow no document yet.', flaggedText: 'Press F while reading to follow one.',
    toSign: 'Nothing waits for a signature.', toSignText: 'Documents submitted for signing show up here, online or not.',
    drafts: 'No drafts.', draftsText: 'A draft is kept on this PC while you write.',
    outgoing: 'No outgoing documents yet.', outgoingText: 'Numbered and dispatched documents show up here.',
    outbox: 'Nothing waits to be sent.', outboxText: 'What you do offline stays here until it is sent.',
    nothingOpen: 'Choose a document to read', nothingOpenText: '↓ ↑ walk the list, Enter widens, ? shows the keys.',
    gone: 'This document was not found.', goneText: 'It may have been recalled, or you may no longer see it.', failed: 'It could not be opened.',
  },
  welcome: {
    hello: name => `Hello ${name}`,
    lead: 'This PC is being prepared for the first time. You can start now; the rest loads behind you, on a poor network too.',
    newest: 'Newest documents', older: 'Older documents', directory: 'Directory of the province', index: 'Index for search without a network', token: 'Signing device: plug it in when you sign',
    ready: 'here', loading: 'loading', diagnostics: 'Diagnostics', foot: 'Documents are encrypted on this PC. Closing the window loses nothing.',
  },
  urgency: { urgent: 'Urgent', 'very-urgent': 'Very urgent', express: 'Express', 'express-timed': 'Timed express' },
  due: {
    today: 'Due today', short: day => `Due ${day}`, overdue: days => `${some(days, 'day', 'days')} overdue`,
    long: (day, left) => left === 0 ? `Due ${day}, today` : left > 0 ? `Due ${day}, ${some(left, 'day', 'days')} left` : `Due ${day}, ${some(-left, 'day', 'days')} ago`,
  },
  states: {
    drafting: 'Drafting', submitted: 'Submitted', approved: 'Signed, no number yet', numbered: 'Numbered, not sent', dispatched: 'Sent', arrived: 'To be received',
    received: 'Received', refused: 'Refused', assigned: 'In progress', completed: 'Completed', 'recall-requested': 'Recall requested', recalled: 'Recalled', replaced: 'Replaced',
  },
  taskRoles: { lead: 'Lead', join: 'Join', know: 'For information', sign: 'Sign', clerk: 'Clerk' },
  purposes: { 'to-do': 'To carry out', 'to-report': 'To report', 'to-know': 'For information', 'to-file': 'To file' },
  statusCodes: { '01': 'Arrived', '02': 'Refused', '03': 'Received', '04': 'Awaiting assignment', '05': 'In progress', '06': 'Completed', '13': 'Recall requested', '15': 'Recall agreed', '16': 'Recall declined' },
  verbs: {
    submit: 'Submit', comment: 'Comment', sign: 'Initial', approve: 'Approve', return: 'Return', number: 'Number', dispatch: 'Dispatch', receive: 'Receive', refuse: 'Refuse',
    assign: 'Assign', forward: 'Forward', complete: 'Complete', recall: 'Recall', 'agree-recall': 'Agree to recall', 'decline-recall': 'Decline recall', replace: 'Replace',
    acknowledge: 'Acknowledge', evidence: 'Add evidence', 'draft.create': 'Save draft', 'draft.update': 'Change draft', 'task.flags': 'Mark',
  },
  did: {
    submit: 'Submitted', comment: 'Commented', sign: 'Initialled', approve: 'Approved', return: 'Returned', number: 'Numbered', dispatch: 'Dispatched', receive: 'Received', refuse: 'Refused', assign: 'Assigned',
    forward: 'Forwarded', complete: 'Completed', recall: 'Recall requested', 'agree-recall': 'Recall agreed', 'decline-recall': 'Recall declined', replace: 'Replaced', acknowledge: 'Acknowledged',
    evidence: 'Evidence added', 'draft.create': 'Draft saved', 'draft.update': 'Draft saved',
  },
  reading: {
    label: 'Reading pane', copyCode: 'Copy the number', follow: 'Follow (F)', unfollow: 'Stop following (F)', print: 'Print (P)', widen: 'Widen the reading pane (Enter)', narrow: 'Narrow the reading pane (Esc)',
    issued: day => `issued ${day}`, arrived: moment => `arrived ${moment}`, notIssued: 'not issued', registered: number => `register no. ${number}`, notRegistered: 'not registered',
    annexes: count => some(count, 'annex', 'annexes'), note: (who, when) => `Note by ${who}, ${when}:`, details: 'Details', reply: 'Write a reply', edit: 'Edit draft',
    signAndSend: 'Sign and send', sign: 'Sign', noCode: 'No number yet', pendingAct: verb => `${verb}: waiting to send`, parkedAct: verb => `${verb}: needs your decision`, openOutbox: 'Open Waiting to send',
    actions: 'What can be done', markUnread: 'Mark unread', markRead: 'Mark read',
  },
  tabs: { label: 'Sides of the document', paper: 'Document', history: 'History', signatures: 'Signatures', related: 'Related' },
  verdict: {
    valid: 'Valid signature', invalid: 'Invalid signature', indeterminate: 'Not fully checkable', unsigned: 'No digital signature', unreadable: 'The file cannot be read', checking: 'Checking the signature…', locked: 'The file has a password', lockedText: 'Enter it to read the file and to check its signatures.',
    waiting: 'The file is not here yet, so its signature is not checked.', invalidText: 'It should not be received.', changed: 'the content was changed after signing',
    pendingOf: (open, all) => all === 1 ? 'The signature could not be checked.' : `${n(open)} of ${n(all)} signatures could not be checked.`, readable: 'You can read it; better wait for the result before receiving it.',
    unsignedText: 'This file carries no digital signature.', and: 'and', short: { valid: 'Valid', invalid: 'Invalid', indeterminate: 'Not checkable' },
    after: 'Changed after signing:', moreChanges: (count: number) => `and ${n(count)} more`, refuse: 'Refuse for this reason', revocationOpen: 'Revocation could not be checked; it is checked again when the network is back.',
    row: { invalid: 'Invalid signature', indeterminate: 'Signature not checkable', unreadable: 'File not read yet' },
  },
  signatures: {
    none: 'This document has no digital signature.', notPdf: 'The main file is no PDF, so there is no signature to check.', content: 'Content', time: 'Time', certificate: 'Certificate', signedAt: moment => `signed ${moment}`, noTime: 'time unknown',
    unchanged: 'Not changed after signing.', allowed: 'Not changed after signing; only what is allowed was added.', suspicious: 'Changed after signing by something that is not another signature.', unclear: 'Something was added after signing; it is not clear what.', broken: 'The content was changed after signing.',
    stampedBy: { signature: 'Timestamped when it was signed.', document: 'Timestamped as a file after signing.' }, notRevoked: (source: string, moment: string) => `Not revoked: ${source} of ${moment}.`,
    levels: { 'B-B': 'Basic (B-B): without a timestamp.', 'B-T': 'Timestamped (B-T); without evidence inside.', 'B-LT': 'Long term (B-LT): brings all evidence, can be checked offline.', 'B-LTA': 'Archival (B-LTA): the evidence is timestamped.', CMS: 'A CMS signature outside of PAdES.' },
    checking: 'Checking…', kept: (moment: string) => `Checked ${moment}; the evidence is kept on this PC.`, compare: 'Compare with what was signed', covered: (who: string) => `What ${who} signed`, now: 'The file now', saveReport: 'Save the report', reportName: (file: string) => `${file} - signature check`, asPdf: 'PDF for the file', asJson: 'JSON for programs', levelOf: (level: string) => `Level ${level}.`, changesAfter: (count: number) => `${n(count)} ${count === 1 ? 'change' : 'changes'} after signing`, judged: { suspicious: 'not allowed', unknown: 'not recognised' },
    stamped: 'It has a timestamp.', claimed: "The time is the signer's own; there is no timestamp.", untimed: 'No time of signing is given.',
    certGood: issuer => `Valid when signing; issued by ${issuer}.`, certUnchecked: 'The state of the certificate could not be checked.', certLater: 'Revocation could not be checked. It is checked again when the network is back.', certCrl: day => `The state of the certificate could not be checked (CRL of ${day}). It is checked again when there is a network.`,
    certBad: 'The certificate is not accepted.', technical: 'Technical details', again: 'Check again', field: 'Field', level: 'Level', algorithm: 'Algorithm', attribute: 'Carries', serial: 'Serial number', issuer: 'Issuer', indication: 'Indication',
    onPage: page => `Page ${n(page)}. Choose a signature to see it on the page.`, invisible: 'The signature does not show on a page.', showOnPage: 'Show on the page', timestamp: 'Timestamp', unknownSigner: 'Unknown signer',
  },
  history: { none: 'Nothing has happened yet.', to: 'To', due: day => `Due ${day}`, by: who => who, statuses: 'Addressees', system: 'System', pending: 'waiting to send' },
  related: { none: 'No related documents.', open: 'Open the related document', missing: 'This document is not on this PC yet' },
  files: { main: 'Main document', annex: 'Annex', save: 'Save file…', fetching: 'Loading the file…', notPdf: 'This file cannot be shown here.', notPdfText: 'Save it to open it with another program.', none: 'This document has no file.', list: 'Files of the document' },
  pdf: {
    frame: 'Pages of the document', tools: 'PDF view', page: (page, of) => `Page ${n(page)} / ${n(of)}`, previous: 'Previous page', next: 'Next page', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Fit width', rotate: 'Rotate page',
    find: 'Find on the page', findPlaceholder: 'Find in the document', found: (at, of) => of === 0 ? 'Not found' : `${n(at)} / ${n(of)}`, marks: 'Ignore diacritics', failed: 'This PDF could not be opened.',
    lockedTitle: 'This file has a password', password: 'Password of the file', passwordHint: 'The sender knows it. It is not stored, only remembered until the app is closed.', unlock: 'Open file', unlocking: 'Opening…',
    link: url => `Link in the document: ${url}`, openLink: 'Open in the browser', signatureMark: number => `Signature ${n(number)}`,
  },
  outbox: {
    label: 'Waiting to send', decide: 'Needs your decision', going: 'Goes out by itself', goingOffline: 'Goes out when the network is back', sent: 'Sent today', retryAll: 'Try again', sendsIn: seconds => `Goes out in ${n(seconds)} s`, sending: 'Sending…', waitsSince: clock => `Waiting since ${clock}`,
    sentAt: clock => `Sent ${clock}`, behind: 'Waits for an earlier act on this document', signedAndNumbered: 'Sign and get a number', signedAndSent: count => count > 0 ? `Sign and send to ${n(count)}` : 'Sign and send', retryNow: 'Send again', discard: 'Do not send…', undo: 'Undo', open: 'Open document',
    why: 'Why it waits', next: 'What to do', attempts: count => `Tried ${some(count, 'time', 'times')}`, yourText: 'Your text', choose: 'Choose an entry on the left', steps: 'Steps', createdAt: moment => `Written ${moment}`,
    discardTitle: 'Not send this?', discardText: 'It will not be sent. What you wrote can still be read in the list.', discardDependents: count => `${some(count, 'act that depends on it', 'acts that depend on it')} will not be sent either.`, discardYes: 'Do not send', discardNo: 'Keep it',
    alreadySent: 'The server has it already; it cannot be taken back.', waitingOffline: 'You are offline. It goes out by itself when the network is back.', waitingTurn: 'It goes out in its turn; nothing to do.', nothingSent: 'Nothing is sent until you choose',
    states: { waiting: 'Waiting', sending: 'Sending', done: 'Sent', parked: 'Needs a decision', discarded: 'Not sent' },
  },
  toast: { rechecked: (what: string, verdict: string) => `Checked again, ${what}: ${verdict}.`, open: 'Open', undone: 'Undone.', copied: 'Copied.', saved: 'File saved.', region: 'Notes', undo: seconds => `Undo (${n(seconds)})`,
    numbered: (count, code) => count === 1 ? `Number ${code} is given. The agency’s seal is what the document waits for now.` : `${n(count)} documents have their numbers. They wait for the agency’s seal now.`, seal: 'Seal' },
  demo: { label: 'Demo', pin: "The device's PIN", cut: 'Cut the network', join: 'Join the network', arrive: 'New document arrives', receiver: "Open the receiver's side", on: 'A sample province. Nothing in it is real.' },
  help: {
    title: 'Keys', move: 'Walk and read', act: 'Acts', go: 'Go to', other: 'Other',
    keys: {
      next: 'Next, previous document', open: 'Widen the reading pane', leave: 'Back', pick: 'Select for a batch', pickAll: 'Select all', panes: 'Walk the panes', search: 'Search and commands', sign: 'Sign', reply: 'Write a reply', assign: 'Assign',
      complete: 'Complete', follow: 'Follow', unread: 'Mark unread', print: 'Print', compose: 'New draft', settings: 'Settings', help: 'This list', history: 'Back, forward',
    },
  },
  firstRun: {
    title: 'Welcome to Liên Thông', lead: "Receive, sign and send documents on the province's network.", demo: 'Try it with a sample province', demoText: 'With documents, a sample signing device and its PIN. It affects nobody.', account: "Sign in with your agency's account", server: 'Server address', serverHint: 'Example: vanban.tinh.gov.vn',
    user: 'User name', password: 'Password', connect: 'Connect', connecting: 'Connecting…', missing: 'Fill in address, user name and password.', privacy: 'Documents are encrypted on this PC.',
  },
}
