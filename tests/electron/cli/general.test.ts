import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { COMMANDS as NAMED } from '../../../electron/cli/commands.ts'
import { worstOf } from '../../../electron/cli/exit.ts'
import { runCommand } from '../../helpers/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-general-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (...args: string[]) => runCommand(folder, args)
const problemOf = (ran: { lines: readonly Record<string, unknown>[] }) => ran.lines.at(-1)?.['problem'] as { code: string, facts: Record<string, unknown> } | undefined

/** The table of the contract: a command that is missing from the program would not be noticed otherwise. */
const COMMANDS = await Promise.all(NAMED.map(each => each.load()))
const NAMES = ['connect', 'demo', 'doctor', 'draft', 'export', 'list', 'move', 'outbox', 'prepare', 'province', 'recover', 'show', 'sign', 'sync', 'token', 'upgrade', 'verify']

describe('help', () => {
  test('of the program names every command of the contract, in both languages, on standard output', async () => {
    expect([NAMED.map(({ name }) => name).toSorted(), COMMANDS.map(({ name }) => name).toSorted()]).toEqual([NAMES, NAMES])
    for (const language of ['vi', 'en'] as const) {
      const ran = await run('--help', '--lang', language)
      expect([ran.code, ran.err, COMMANDS.filter(({ name, summary }) => !ran.out.includes(`${name} `) || !ran.out.includes(summary[language]))]).toEqual([0, '', []])
    }
  })

  test('of each command lists all its options, in both languages, whatever else is missing', async () => {
    for (const command of COMMANDS) for (const language of ['vi', 'en'] as const) {
      const ran = await run(command.name, '--help', `--lang=${language}`)
      const missing = Object.entries(command.options).filter(([name, { help }]) => !ran.out.includes(`--${name}`) || !ran.out.includes(help[language]))
      expect([command.name, ran.code, ran.err, missing]).toEqual([command.name, 0, '', []])
    }
  })

  test('with --json is one object too: nothing else is on standard output', async () => {
    const [all, one] = [await run('--help', '--json', '--lang', 'en'), await run('list', '--json', '--help', '--lang', 'en')]
    expect([all.lines.length, one.lines.length, String(all.lines[0]?.['help']).includes('Commands:'), String(one.lines[0]?.['help']).includes('--box')]).toEqual([1, 1, true, true])
  })
})

describe('usage', () => {
  test('an unknown option is exit 2 and the nearest one is named, before and behind the command', async () => {
    const ran = [await run('verify', '--tust', 'x', 'a.pdf', '--json'), await run('--jsn', 'list', '--json'), await run('sign', 'a.pdf', '--out-put', 'b', '--json')]
    expect(ran.map(each => [each.code, problemOf(each)?.code, problemOf(each)?.facts['nearest']])).toEqual([
      [2, 'command.unknown-option', '--trust'], [2, 'command.unknown-option', '--json'], [2, 'command.unknown-option', '--out'],
    ])
  })

  test('an unknown command is exit 2 and the nearest one is named', async () => {
    const ran = await run('verfy', 'a.pdf', '--json')
    expect([ran.code, problemOf(ran)]).toEqual([2, { code: 'command.unknown', facts: { command: 'verfy', nearest: 'verify' } }])
  })

  test.each([
    [['list', '--limit', '-1']], [['list', '--limit', '1.5']], [['list', '--box', 'nowhere', '--profile', 'p']], [['list']], [['show', '--profile', 'p']], [['show', 'a', 'b', '--profile', 'p']],
    [['move', 'aprove', 'x', '--profile', 'p']], [['move', 'approve', 'x', '--profile', 'p', '--client-ref', 'no-uuid']], [['verify']], [['verify', 'a.pdf', '--at', 'soon']], [['verify', 'a.pdf', '--at', '11/12/2026']], [['token', 'shake']],
    [['sign', 'a.pdf', '--out', 'b.pdf']], [['sign', 'a.pdf', '--out', 'b.pdf', '--p12', 'k.p12', '--module', 'm.so']], [['province', '--seed', 'full']], [['province', '--port', '65536']], [['sync', '--profile']],
    [['draft', '--profile', 'p', '--subject', 's', '--kind', 'TTr', '--due', 'tomorrow']], [['list', '--profile', 'p', '--lang', 'fr']], [['connect', '--profile', 'p', '--key-file', 'p/key', '--url', 'u', '--user', 'n', '--password-file', '-']], [['--json']],
  ])('%j is exit 2 with one problem line', async args => {
    const ran = await runCommand(folder, [...args, '--json'], 'x')
    expect([ran.code, ran.lines.length, typeof problemOf(ran)?.code]).toEqual([2, 1, 'string'])
  })

  test('nothing given is exit 2, and the overview goes to standard error', async () => {
    const ran = await run()
    expect([ran.code, ran.out, ran.err.includes('lien-thong <command>')]).toEqual([2, '', true])
  })
})

test('without --json a problem goes to standard error, in words with its code', async () => {
  const ran = await run('list', '--profile', 'nowhere', '--key-file', 'k', '--lang', 'en')
  expect([ran.code, ran.out, ran.err.includes('[store.no-profile]'), ran.err.includes('Connect to a server first')]).toEqual([1, '', true, true])
})

test('texts follow --lang, else LC_ALL, LC_MESSAGES, LANG; Vietnamese where none says English', async () => {
  const said = async (env: Readonly<Record<string, string>>, ...more: string[]) => (await runCommand(folder, ['list', ...more], null, env)).err.includes('Invalid argument') ? 'en' : 'vi'
  expect([
    await said({}), await said({ LANG: 'en_US.UTF-8' }), await said({ LANG: 'vi_VN.UTF-8' }), await said({ LANG: 'C.UTF-8' }), await said({ LANG: 'en_US.UTF-8', LC_ALL: 'vi_VN' }), await said({ LANG: 'en_US' }, '--lang', 'vi'), await said({ LANG: 'vi_VN' }, '--lang=en'),
  ]).toEqual(['vi', 'en', 'vi', 'vi', 'vi', 'vi', 'en'])
})

test('several files: the first that applies of 1, 3, 4, 0', () => {
  expect([worstOf([0, 4, 3, 1]), worstOf([0, 4, 3]), worstOf([4, 0]), worstOf([0, 0]), worstOf([])]).toEqual([1, 3, 4, 0, 0])
})
