import { expect, test } from 'vitest'
import { badHostRule, badServer, readLines, upgradeWords } from '../../../renderer/state/upgrade-words.ts'
import { vi } from '../../../renderer/text/vi.ts'

test('a signed file says how far it has come', () => {
  expect([upgradeWords({ state: 'waiting', level: 'B-B' }, vi), upgradeWords({ state: 'waiting', level: 'B-T' }, vi), upgradeWords({ state: 'sending', level: 'B-LTA' }, vi)])
    .toEqual(['Đã ký, chờ dấu thời gian', 'Đã có dấu thời gian, chờ bằng chứng kiểm tra', 'Đã đủ dấu thời gian, đang gửi bổ sung'])
})

test('addresses of servers are asked for line by line, and the first that is none is named', () => {
  expect(readLines(' http://tsa.ca.gov.vn \n\nhttp://tsa.ca.gov.vn\nhttps://b/tsa')).toEqual(['http://tsa.ca.gov.vn', 'https://b/tsa'])
  expect([badServer(['http://tsa.ca.gov.vn']), badServer(['http://a', 'ftp://b']), badServer(['http://u:p@c'])]).toEqual([null, 'ftp://b', 'http://u:p@c'])
  expect([badHostRule(['ocsp.ca.ptc=10.0.0.5:8080', 'a=http://b/c']), badHostRule(['không có dấu bằng']), badHostRule(['a='])]).toEqual([null, 'không có dấu bằng', 'a='])
})
