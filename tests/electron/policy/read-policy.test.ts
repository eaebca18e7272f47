import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseJson } from '../../../electron/policy/json-lines.ts'
import { parsePolicy, readPolicy } from '../../../electron/policy/read-policy.ts'
import { problemText } from '../../../shared/text/problem.ts'
import { makeFolder } from '../../helpers/make-store.ts'

const WHOLE = {
  version: 1,
  server: { url: 'vanban.tinh.gov.vn', authorities: ['ca.pem'] },
  timestamps: { servers: [{ url: 'http://tsa.ca.gov.vn', quota: { requests: 500, perHours: 24 } }, { url: 'https://tsa2.example/tsr?x=1', policies: ['1.3.6.1'] }], timeoutSeconds: 180, patienceSeconds: 10, level: 'B-LTA', sendBefore: false },
  trust: { folders: ['more'] }, network: { hostMap: ['ocsp.ca.ptc=10.0.0.5:8080'], proxy: 'proxy.tinh.local:3128', noProxy: ['*.tinh.local'] }, signService: false,
}

test('every rule is read; paths stand beside the file, whatever an editor put before the text', async () => {
  const folder = makeFolder()
  const file = join(folder, 'policy.json')
  mkdirSync(join(folder, 'more'))
  writeFileSync(join(folder, 'ca.pem'), '')
  const text = JSON.stringify(WHOLE, null, 2)
  for (const bytes of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
    writeFileSync(file, bytes, { mode: 0o644 })
    const { policy, problem } = await readPolicy(file)
    expect(problem).toBeNull()
    expect(policy).toEqual({ ...WHOLE, server: { ...WHOLE.server, authorities: [join(folder, 'ca.pem')] }, trust: { folders: [join(folder, 'more')] } })
  }
  expect(await readPolicy(join(folder, 'none.json'))).toEqual({ policy: { version: 1 }, problem: null, file: null })
})

const at = (...lines: string[]) => parsePolicy(lines.join('\n'), '/etc/lien-thong/policy.json')

test.each([
  ['a misspelt rule', ['{ "version": 1,', '  "timestamps": {', '    "sendbefore": false,', '    "level": "B-T" } }'], 'timestamps.sendbefore', 3, { version: 1, timestamps: { level: 'B-T' } }],
  ['a value of another kind', ['{ "version": 1, "signService": "no",', '"timestamps": { "sendBefore": false } }'], 'signService', 1, { version: 1, timestamps: { sendBefore: false } }],
  ['an item of a list', ['{ "version": 1, "timestamps": { "servers": [', '{ "url": "http://a.example" },', '{ "url": "ftp://b.example" },', '{ "url": "http://c.example" } ] } }'], 'timestamps.servers[1].url', 3, { version: 1, timestamps: { servers: [{ url: 'http://a.example' }, { url: 'http://c.example' }] } }],
  ['something that is missing', ['{ "version": 1, "timestamps": { "servers": [', '{ "url": "http://a.example",', '  "quota": { "requests": 5 } } ] } }'], 'timestamps.servers[0].quota.perHours', 3, { version: 1, timestamps: { servers: [{ url: 'http://a.example' }] } }],
  ['a whole section of another kind', ['{ "version": 1,', '"network": 7, "signService": true }'], 'network', 2, { version: 1, signService: true }],
  ['another version', ['{ "signService": true,', '"version": 2 }'], 'version', 2, { version: 1 }],
  ['no version', ['{ "signService": true }'], 'version', 1, { version: 1 }],
  ['no object', ['[]'], 'version', 1, { version: 1 }],
])('%s: that rule alone is not in effect, and its key and line are told', (_, lines, key, line, policy) => {
  const found = at(...lines)
  expect([found.policy, found.problem?.code, found.problem?.facts['key'], found.problem?.facts['line']]).toEqual([policy, 'policy.invalid', key, line])
})

test('the example that is handed out is a policy', async () => {
  const { policy, problem } = parsePolicy(readFileSync(join(import.meta.dirname, '../../../build/policy/policy.example.json'), 'utf8'), '/etc/lien-thong/policy.json')
  expect([problem, Object.keys(policy)]).toEqual([null, ['version', 'server', 'timestamps', 'network', 'signService']])
})

test('a text that is no JSON tells its line; what it says is in words', () => {
  const broken = at('{ "version": 1,', '  "signService": true,', '}')
  expect(broken).toMatchObject({ policy: { version: 1 }, problem: { code: 'policy.invalid', facts: { line: 3, key: null } } })
  expect(broken.problem && problemText(broken.problem, 'vi').title).toBe('Tệp chính sách của quản trị có chỗ sai ở dòng 3: /etc/lien-thong/policy.json')
  const key = at('{ "version": 1, "x": 1, "y": 2 }').problem
  expect(key && problemText(key, 'vi').title).toBe('Tệp chính sách của quản trị có chỗ sai ở dòng 1 (khóa x): /etc/lien-thong/policy.json')
  expect(key?.facts['more']).toBe(1)
})

test('a path that is not there, a file that anybody may write, a folder in its place: told, and the app goes on', async () => {
  const folder = makeFolder()
  const file = join(folder, 'policy.json')
  writeFileSync(file, '{ "version": 1,\n"signService": true,\n"trust": { "folders": ["nowhere"] } }', { mode: 0o644 })
  expect(await readPolicy(file)).toMatchObject({ policy: { signService: true }, problem: { code: 'policy.invalid', facts: { key: 'trust.folders[0]', line: 3 } } })
  chmodSync(file, 0o666)
  if (process.platform !== 'win32') expect(await readPolicy(file)).toMatchObject({ policy: { version: 1 }, problem: { code: 'policy.unprotected' } })
  expect(await readPolicy(folder)).toMatchObject({ policy: { version: 1 }, problem: { code: 'policy.unreadable' } })
})

test('the JSON reader takes what JSON.parse takes and nothing else', () => {
  const right = ['1', 'null', '"a\\u00e9\\n"', '[]', '{}', '[1,[2,{"a":[]}]]', ' {"a" : -1.5e3 , "b":"}"}\n', '{"__proto__":1}']
  const wrong = ['', '{', '[1,]', '{"a":1,}', '{"a" 1}', "{'a':1}", '01', '1 2', '"a', '"\n"', '{"a":1,"a":2}', '[1 2]', 'nul', '[[[[', '// x\n1', `${'['.repeat(100)}${']'.repeat(100)}`]
  for (const text of right) {
    const read = parseJson(text)
    expect([text, read.ok && JSON.stringify(read.json.value)]).toEqual([text, JSON.stringify(JSON.parse(text))])
  }
  for (const text of wrong) expect([text, parseJson(text).ok]).toEqual([text, false])
})
