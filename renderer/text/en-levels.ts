import type { viLevels } from './vi-levels.ts'

const n = (value: number) => value.toLocaleString('en-GB')

export const enLevels: typeof viLevels = {
  levels: {
    waiting: 'Signed, waiting for its timestamp', rising: 'Timestamped, waiting for evidence', sending: 'Complete, the addition is being sent', held: 'Not sent before it has its timestamp',
    calm: 'This PC adds it by itself when the network is there; nothing to do.', next: (moment: string) => `Tries again ${moment}`, tried: (count: number) => `${n(count)} ${count === 1 ? 'try' : 'tries'}`, open: 'Open document',
    title: 'Timestamps', text: 'A timestamp proves that a document was signed before a moment, so that its signature outlives the certificate.',
    servers: 'Timestamp servers', serversHint: 'One address per line, in order of preference. Empty: signatures go without timestamps.', badServer: (url: string) => `Not an address that can be asked: ${url}`,
    hosts: 'Other addresses in this office’s network', hostsHint: 'One NAME=ADDRESS per line, where a host named in certificates cannot be reached.', badHost: (rule: string) => `Not NAME=ADDRESS: ${rule}`,
    wanted: 'Raise signatures to', names: { 'B-B': 'Signature alone', 'B-T': 'Timestamp', 'B-LT': 'With evidence', 'B-LTA': 'Long-term archive' },
    before: 'Without a timestamp yet', send: 'Send anyway', hold: 'Hold back', save: 'Save',
    noQuota: 'Unlimited', quotaLabel: (host: string) => `Quota of ${host}`, perHours: (hours: number) => hours === 24 ? 'requests a day' : `requests in ${n(hours)} hours`, quotaOf: (requests: number, hours: number) => hours === 24 ? `${n(requests)} requests a day` : `${n(requests)} requests in ${n(hours)} hours`, badQuota: 'A quota is a number from 1 on; leave it empty where the contract names none.',
  },
}
