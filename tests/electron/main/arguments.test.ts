import { expect, test } from 'vitest'
import { decideArguments } from '../../../electron/main/arguments.ts'

const start = { profileDir: null, keyFile: null, trustDirs: [], policyFile: null, serverCa: null, language: null, cli: null }

test('a package starts with our own options', () => {
  expect(decideArguments(['--profile=/p', '--key-file=/k', '--trust=/a', '--trust=/b', '--ca=/c', '--lang=en'], ['PATH'], true))
    .toEqual({ kind: 'start', start: { profileDir: '/p', keyFile: '/k', trustDirs: ['/a', '/b'], policyFile: null, serverCa: '/c', language: 'en', cli: null } })
})

test.each(['--remote-debugging-port=9222', '--inspect', '-remote-debugging-port=1', '--no-sandbox', '--user-data-dir=/x', '--unknown', '--profile', '--policy=/mine.json'])('a package refuses %s', word => {
  expect(decideArguments([word], [], true)).toEqual({ kind: 'refused', what: word.split('=')[0] })
})

test.each(['SSLKEYLOGFILE', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE'])('a package refuses to run under %s', name => {
  expect(decideArguments([], ['PATH', name], true)).toEqual({ kind: 'refused', what: name })
})

test('after --cli a command has its own options, but Chromium gets none', () => {
  expect(decideArguments(['--cli', 'sync', '--profile', '/p', '--json'], [], true)).toEqual({ kind: 'start', start: { ...start, cli: ['sync', '--profile', '/p', '--json'] } })
  expect(decideArguments(['--cli', 'sync', '--remote-debugging-port=1'], [], true)).toEqual({ kind: 'refused', what: '--remote-debugging-port' })
})

test('the development tree lets test drivers in, and another policy', () => {
  expect(decideArguments(['--remote-debugging-port=0', '--profile=/p', '--policy=/mine.json'], ['NODE_OPTIONS'], false)).toEqual({ kind: 'start', start: { ...start, profileDir: '/p', policyFile: '/mine.json' } })
})
