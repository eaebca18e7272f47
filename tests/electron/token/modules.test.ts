import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binaryFormat } from '../../../electron/token/modules/binary-format.ts'
import { findModules } from '../../../electron/token/modules/find-modules.ts'
import { knownModulePaths, parseP11KitModule } from '../../../electron/token/modules/known-modules.ts'
import { parseProviders } from '../../../electron/token/modules/registry.ts'
import { checkModuleFile, decideFormat } from '../../../electron/token/modules/module-file.ts'
import { makeNodeTokens } from '../../helpers/node-tokens.ts'
import { softHsmModule } from '../../helpers/softhsm.ts'

const LINUX = { platform: 'linux', arch: 'x64' }
const WINDOWS = { platform: 'win32', arch: 'x64' }
const MAC = { platform: 'darwin', arch: 'arm64' }

/** The beginning of a library of each kind, with the exported name behind it. */
const ELF = (bits: 1 | 2, machine: number) => Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, bits, 1, 1]), Buffer.alloc(11), Buffer.from([machine, 0]), Buffer.alloc(100)])
const PE = (machine: number) => {
  const bytes = Buffer.alloc(0x100)
  bytes.write('MZ')
  bytes.writeUInt32LE(0x80, 0x3c)
  bytes.write('PE', 0x80)
  bytes.writeUInt16LE(machine, 0x84)
  return bytes
}
const MACH_O = (cpu: number) => {
  const bytes = Buffer.alloc(64)
  bytes.writeUInt32LE(0xfeedfacf)
  bytes.writeUInt32LE(cpu, 4)
  return bytes
}
const FAT = (...cpus: number[]) => {
  const bytes = Buffer.alloc(64 + 20 * cpus.length)
  bytes.writeUInt32BE(0xcafebabe)
  bytes.writeUInt32BE(cpus.length, 4)
  for (const [index, cpu] of cpus.entries()) bytes.writeUInt32BE(cpu, 8 + 20 * index)
  return bytes
}
const ENTRY = Buffer.from('\0C_GetFunctionList\0')

describe('the file of a module, before any of its code runs', () => {
  test.each([
    ['a 64-bit ELF library on Linux', ELF(2, 0x3e), LINUX, null],
    ['a 32-bit ELF library', ELF(1, 0x03), LINUX, '32-bit'],
    ['an ELF library for ARM on x64', ELF(2, 0xb7), LINUX, 'other-architecture'],
    ['a 64-bit DLL on Windows', PE(0x8664), WINDOWS, null],
    ['a 32-bit DLL', PE(0x14c), WINDOWS, '32-bit'],
    ['a DLL on Linux', PE(0x8664), LINUX, 'not-a-library'],
    ['an Intel-only library on an Apple processor', MACH_O(0x0100_0007), MAC, 'other-architecture'],
    ['a universal library', FAT(0x0100_0007, 0x0100_000c), MAC, null],
    ['a Java class, which begins like a universal library', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 0x41]), MAC, 'not-a-library'],
    ['text', Buffer.from('#!/bin/sh\n'), LINUX, 'not-a-library'],
    ['nothing', Buffer.alloc(0), LINUX, 'not-a-library'],
  ] as const)('%s', (_name, bytes, machine, why) => {
    expect(decideFormat(binaryFormat(bytes), machine)).toBe(why)
  })

  test('any bytes have a format or none, and never an error', () => {
    for (let round = 0; round < 2000; round++) {
      const bytes = Buffer.from(Array.from({ length: round % 90 }, (_, at) => (round * 7919 + at * 104729 + ((round * at) >> 3)) & 0xff))
      const magic = [[0x7f, 0x45, 0x4c, 0x46], [0x4d, 0x5a], [0xca, 0xfe, 0xba, 0xbe], [0xcf, 0xfa, 0xed, 0xfe]][round % 4]!
      bytes.set(magic.slice(0, bytes.length))
      expect(['elf', 'pe', 'mach-o', 'none']).toContain(binaryFormat(bytes).kind)
    }
  })

  describe('on the disk', () => {
    let dir: string
    beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'modules-')) })
    afterAll(() => rmSync(dir, { recursive: true, force: true }))
    const file = (name: string, ...parts: readonly Buffer[]) => {
      writeFileSync(join(dir, name), Buffer.concat(parts))
      return join(dir, name)
    }

    test('passes where everything fits, however far the exported name lies', async () => {
      await expect(checkModuleFile(file('far.so', ELF(2, 0x3e), Buffer.alloc((1 << 20) - 130), ENTRY), LINUX)).resolves.toBeUndefined()
    })

    test('is refused with its own code', async () => {
      const outcome = (path: string) => checkModuleFile(path, LINUX)
      await expect(outcome(join(dir, 'none.so'))).rejects.toMatchObject({ code: 'token.module-missing' })
      await expect(outcome(dir)).rejects.toMatchObject({ code: 'token.module-invalid', facts: { why: 'not-a-file' } })
      await expect(outcome(file('old.so', ELF(1, 0x03), ENTRY))).rejects.toMatchObject({ code: 'token.module-32-bit' })
      await expect(outcome(file('other.so', ELF(2, 0x3e)))).rejects.toMatchObject({ code: 'token.module-invalid', facts: { why: 'no-function-list' } })
    })

    test('that lies about what it is, is refused by the loader in its own process', async () => {
      const tokens = makeNodeTokens()
      try {
        await expect(tokens.list(file('lie.so', ELF(2, 0x3e), ENTRY))).rejects.toMatchObject({ code: 'token.module-invalid', facts: { why: 'not-loadable' } })
        await expect(tokens.list(join(dir, 'none.so'))).rejects.toMatchObject({ code: 'token.module-missing' })
      } finally {
        tokens.close()
      }
    })

    test('given twice by different names is found once; a missing one is told', async () => {
      const path = file('one.so', ELF(2, 0x3e), ENTRY)
      const link = join(dir, 'link.so')
      symlinkSync(path, link)
      mkdirSync(join(dir, '.config/pkcs11/modules'), { recursive: true })
      writeFileSync(join(dir, '.config/pkcs11/modules/own.module'), `module: ${file('own.so', ELF(2, 0x3e), ENTRY, ENTRY)}\n`)
      const found = await findModules({ ...LINUX, given: [path, link, join(dir, 'none.so')], home: dir })
      expect(found.filter(each => each.path.startsWith(dir))).toEqual([
        { path, from: 'given', problem: null },
        { path: join(dir, 'none.so'), from: 'given', problem: { code: 'token.module-missing', facts: { module: join(dir, 'none.so') } } },
        { path: join(dir, 'own.so'), from: 'system', problem: null },
      ])
    })
  })
})

/** In the form that reg.exe prints; written by hand after the vendors' names of facts §3, not taken from a PC. */
const PROVIDERS_64 = [
  '', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider\\eToken Base Cryptographic Provider',
  '    Image Path    REG_SZ    C:\\Windows\\system32\\eTCAPI.dll', '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider\\Microsoft Base Smart Card Crypto Provider',
  '    Image Path    REG_SZ    %SystemRoot%\\System32\\basecsp.dll', '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider\\Viettel-CA V6 Smart Card Crypto Provider',
  '    Image Path    REG_SZ    viettel-ca_v6_s.dll', '', 'End of search: 3 match(es) found.', '',
].join('\r\n')
const PROVIDERS_32 = [
  '', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider\\VNPT-CA CSP v1.0',
  '    Image Path    REG_EXPAND_SZ    %SystemRoot%\\system32\\vnptca_p11_v8_s.dll', '', 'End of search: 1 match(es) found.', '',
].join('\r\n')

describe('Windows’ registry', () => {
  test('leads from a vendor’s CSP to the library beside it; Microsoft’s own entries are no tokens', () => {
    expect(parseProviders(PROVIDERS_64, { systemRoot: 'C:\\Windows', view: 64 })).toEqual([
      'C:\\Windows\\system32\\eTCAPI.dll', 'C:\\Windows\\System32\\viettel-ca_v6.dll', 'C:\\Windows\\System32\\viettel-ca_v6_s.dll',
    ])
  })

  test('of 32-bit programs means its own folder where it says System32', () => {
    expect(parseProviders(PROVIDERS_32, { systemRoot: 'C:\\Windows', view: 32 })).toEqual([
      'C:\\Windows\\SysWOW64\\vnptca_p11_v8.dll', 'C:\\Windows\\SysWOW64\\vnptca_p11_v8_s.dll',
    ])
  })

  test.each(['', 'ERROR: The system was unable to find the specified registry key or value.\r\n', 'LỖI: không có khóa\r\n    Image Path    REG_DWORD    0x1\r\n'])('that has nothing leads nowhere: %j', printed => {
    expect(parseProviders(printed, { systemRoot: 'C:\\Windows', view: 64 })).toEqual([])
  })

  test('finds modules first, says what is of 32 bits only, and keeps quiet about a CSP that is no module', async () => {
    const systemRoot = mkdtempSync(join(tmpdir(), 'windows-'))
    const put = (path: string, ...parts: readonly Buffer[]) => {
      mkdirSync(join(systemRoot, path, '..'), { recursive: true })
      writeFileSync(join(systemRoot, path), Buffer.concat(parts))
    }
    put('System32/viettel-ca_v6.dll', PE(0x8664), ENTRY)
    put('System32/viettel-ca_v6_s.dll', PE(0x8664))
    put('System32/eTPKCS11.dll', PE(0x8664), ENTRY)
    put('SysWOW64/eTPKCS11.dll', PE(0x14c), ENTRY)
    put('SysWOW64/vnptca_p11_v8.dll', PE(0x14c), ENTRY)
    put('System32/Vina-CA_v5.dll', PE(0x8664), ENTRY)
    const asked: unknown[] = []
    try {
      const found = await findModules({
        ...WINDOWS, given: [], systemRoot,
        queryRegistry: wanted => {
          asked.push(wanted)
          return Promise.resolve(wanted.view === 64 ? PROVIDERS_64 : PROVIDERS_32.replaceAll('\\system32\\', '/System32/'))
        },
      })
      expect(found.map(({ path, from, problem }) => [path.slice(systemRoot.length), from, problem?.code ?? null])).toEqual([
        ['/System32/viettel-ca_v6.dll', 'system', null],
        ['/SysWOW64/vnptca_p11_v8.dll', 'system', 'token.module-32-bit'],
        ['/System32/eTPKCS11.dll', 'known', null],
        ['/System32/Vina-CA_v5.dll', 'known', null],
      ])
    } finally {
      rmSync(systemRoot, { recursive: true, force: true })
    }
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Defaults\\Provider'
    expect(asked).toEqual([64, 32].map(view => ({ key, value: 'Image Path', view })))
  })
})

describe('modules known beforehand', () => {
  test('on Windows are the vendors’ names in System32, VGCA’s first', () => {
    const paths = knownModulePaths('win32', 'D:\\Windows')
    expect(paths.slice(0, 2)).toEqual(['D:\\Windows\\System32\\eTPKCS11.dll', 'D:\\Windows\\System32\\bit4xpki.dll'])
    expect(paths).toContain('D:\\Windows\\System32\\vnptca_p11_v8.dll')
  })

  test.each([
    ['# comment\nmodule: /opt/vendor.so\npriority: 3\n', '/opt/vendor.so'],
    ['module: opensc-pkcs11.so', 'opensc-pkcs11.so'],
    ['module: p11-kit-trust.so\ntrust-policy: yes\n', null],
    ['', null],
  ])('p11-kit: %j', (text, module) => {
    expect(parseP11KitModule(text)).toBe(module)
  })

  test.skipIf(softHsmModule() === null)('include the SoftHSM2 of this machine', async () => {
    const found = await findModules({ platform: process.platform, arch: process.arch, given: [] })
    expect(found.filter(({ path }) => path.includes('softhsm')).map(({ problem }) => problem)).toEqual([null])
  })
})
