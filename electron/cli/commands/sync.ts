import { toProblem } from '../../../shared/problem.ts'
import { needsPerson, type Sync } from '../../sync/loop.ts'
import type { SyncResult } from '../../sync/pass.ts'
import { mendCache } from '../../sync/pass.ts'
import type { Command, Invocation, Output } from '../command.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'

/** `sync`: one pass of pull and push. Rows the province refused are no failure of the pass. */
export const sync: Command = {
  name: 'sync',
  synopsis: '--profile DIR [--watch]',
  summary: { vi: 'đồng bộ một lượt: gửi phần đang chờ, tải phần mới', en: 'one pass: sends what waits, fetches what is new' },
  options: { ...PROFILE_OPTIONS, watch: { help: { vi: 'đồng bộ liên tục, mỗi lượt một dòng', en: 'go on, a line per pass' } } },
  positionals: [0, 0],
  async run(invocation) {
    return withDesk(invocation, async (session, core) => {
      // A damaged page in the middle shows itself only to whoever reads it: read all before trusting the cache.
      mendCache(core.store)
      if (invocation.options.has('watch')) {
        session.upgrading.run()
        return watch(session.sync, invocation)
      }
      return tell(invocation.output, await session.sync.pass())
    })
  },
}

/** Passes until stopped: at each push, when another process has put something into the outbox, and by the clock. The last pass decides the exit code. */
async function watch(sync: Sync, { output, around }: Invocation): Promise<ExitCode> {
  const held: { code: ExitCode } = { code: EXIT.done }
  const stop = around.stop()
  const end = (): void => void sync.stop()
  stop.addEventListener('abort', end)
  if (stop.aborted) return held.code
  sync.setFocus(true)
  await sync.run(pass => {
    // What was broken off to end says nothing of the network.
    if (stop.aborted) return
    if ('result' in pass) {
      held.code = tell(output, pass.result)
      return
    }
    output.problem(toProblem(pass.error))
    held.code = EXIT.refused
    // A refused password tried again and again would lock the account.
    if (needsPerson(pass.error)) end()
  })
  return held.code
}

function tell(output: Output, { pulled, pushed, offline }: SyncResult): ExitCode {
  const words = offline
    ? { vi: `Ngoại tuyến. ${pushed.waiting} việc chờ gửi.`, en: `Offline. ${pushed.waiting} waiting.` }
    : { vi: `Nhận ${pulled.created} mới, ${pulled.updated} thay đổi. Gửi ${pushed.accepted}, bị từ chối ${pushed.refused}, còn chờ ${pushed.waiting}.`, en: `Pulled ${pulled.created} new, ${pulled.updated} changed. Sent ${pushed.accepted}, refused ${pushed.refused}, waiting ${pushed.waiting}.` }
  output.item({ pulled, pushed, offline }, output.say(words))
  return offline ? EXIT.waiting : EXIT.done
}
