import type { viRecovery } from './vi-recovery.ts'

export const enRecovery: typeof viRecovery = {
  recovery: {
    title: 'Recovery code', why: 'The data on this PC is encrypted with a key that Windows keeps. When an administrator resets the Windows password, or the PC loses the key, the recovery code alone opens drafts and unsent work again.',
    byAgency: 'When this PC loses its key, the IT department opens the data with the agency’s recovery key and gives you a code to type.',
    make: 'Make a recovery code', makeAnew: 'Make a new code, drop the old one', madeOn: moment => `The code was made ${moment}.`, keep: 'The code is shown this once. Copy or print it and keep it in a safe place, not beside the PC.', copy: 'Copy code', print: 'Print code', done: 'Done',
    openTitle: 'Enter the recovery code', openText: 'The recovery code that was put away at the first sign-in opens the data; from then on this PC opens it by itself again.', codeHint: 'Capitals or not, with dashes or without.', open: 'Open data', opening: 'Opening…',
    noCode: 'No code? Tell your IT department before anything is reinstalled. What was sent and received is on the server; only drafts and unsent work are on this PC.',
  },
}
