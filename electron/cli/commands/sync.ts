import type { SyncResult } from '../../sync/pass.ts'
import { mendCache } from '../../sync/pass.ts'
import type { Command, Output } from '../command.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { PROFILE_OPTIONS, withDesk } from '../profile-tools.ts'
import { setTimeout as delay } from 'node:timers/promises'

/** Between two passes of `--watch`; what an idle client asks of a server that does not push. */
const WATCH_MS = 15_000

/** `sync`: one pass of pull and push. Rows the province refused are no failure of the pass. */
export const sync: Command = {
  name: 'sync',
  synopsis: '--profile DIR [--watch]',
  summary: { vi: 'đồng bộ một lượt: gửi phần đang chờ, tải phần mới', en: 'one pass: sends what waits, fetches what is new' },
  options: { ...PROFILE_OPTIONS, watch: { help: { vi: 'đồng bộ liên tục, mỗi lượt một dòng', en: 'go on, a line per pass' } } },
  positionals: [0, 0],
  async run(invocation) {
    const { options, output, around } = invocation
    return withDesk(invocation, async (session, core) => {
      // A damaged page in the middle shows itself only to whoever reads it: read all before trusting the cache.
      mendCache(core.store)
      let code = tell(output, await session.sync.pass())
      const stop = options.has('watch') ? around.stop() : AbortSignal.abort()
      while (!stop.aborted) {
        await delay(WATCH_MS, undefined, { signal: stop }).catch(() => undefined) // stopped: the loop ends
        if (!stop.aborted) code = tell(output, await session.sync.pass())
      }
      return code
    })
  },
}

function tell(output: Output, { pulled, pushed, offline }: SyncResult): ExitCode {
  const words = offline
    ? { vi: `Ngoại tuyến. ${pushed.waiting} việc chờ gửi.`, en: `Offline. ${pushed.waiting} waiting.` }
    : { vi: `Nhận ${pulled.created} mới, ${pulled.updated} thay đổi. Gửi ${pushed.accepted}, bị từ chối ${pushed.refused}, còn chờ ${pushed.waiting}.`, en: `Pulled ${pulled.created} new, ${pulled.updated} changed. Sent ${pushed.accepted}, refused ${pushed.refused}, waiting ${pushed.waiting}.` }
  output.item({ pulled, pushed, offline }, output.say(words))
  return offline ? EXIT.waiting : EXIT.done
}
