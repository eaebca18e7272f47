import { expect, test, vi } from 'vitest'
import { createArrivals } from '../../../electron/core/arrivals.ts'
import { silentLog } from '../../../electron/core/log.ts'
import { ProblemError } from '../../../shared/problem.ts'
import { makeOffice } from '../../helpers/make-office.ts'
import { makePdf } from '../../helpers/make-pdf.ts'

test('a desk that is stopped begins no other file, also when its last sync still tells of changes: the next officer’s is open by then', async () => {
  const office = await makeOffice()
  await office.submit(['Một', 'Hai', 'Ba'].map(subject => ({ subject, pdf: makePdf() })))
  const { session } = await office.openCore()
  await session.sync.pass()
  const [judged, gate] = [[] as string[], Promise.withResolvers<void>()]
  const arrivals = createArrivals({ desk: session.desk, log: silentLog, quiet: () => Promise.resolve(), judge: async documentId => { judged.push(documentId); await gate.promise; throw new ProblemError('blob.not-here') } })
  arrivals.look()
  await vi.waitUntil(() => judged.length === 1)
  arrivals.stop()
  arrivals.look()
  gate.resolve()
  await new Promise(setImmediate)
  expect(judged.length).toBe(1)
})
