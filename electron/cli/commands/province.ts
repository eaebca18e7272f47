import { once } from 'node:events'
import { ProblemError } from '../../../shared/problem.ts'
import type { Command } from '../command.ts'
import { startProvince } from '../development-tree.ts'
import { EXIT } from '../exit.ts'

const MOST_PORT = 65_535
const SEED = /^(demo|empty|load:\d{1,7})$/

/** `province`: the reference province on loopback until stopped; its first line is the contract's. */
export const province: Command = {
  name: 'province',
  synopsis: '[--port N] [--data DIR] [--seed demo|empty|load:N] [--tls]',
  summary: { vi: 'chạy máy chủ tỉnh mẫu trên máy này cho đến khi dừng', en: 'runs the reference province on loopback until stopped' },
  options: {
    port: { value: 'N', help: { vi: 'cổng; mặc định cổng trống bất kỳ', en: 'port; any free one by default' } },
    data: { value: 'DIR', help: { vi: 'thư mục dữ liệu; có sẵn thì chạy tiếp', en: 'data folder; an existing one goes on' } },
    seed: { value: 'demo|empty|load:N', help: { vi: 'dữ liệu ban đầu', en: 'what it starts with' } },
    tls: { help: { vi: 'dùng HTTPS với chứng thư thử nghiệm', en: 'HTTPS with a test certificate' } },
  },
  positionals: [0, 0],
  async run({ options, output, around }) {
    const port = options.whole('port', 0)
    if (port !== null && port > MOST_PORT) throw new ProblemError('command.bad-argument', { argument: `--port ${port}` })
    const seed = options.text('seed')
    if (seed !== null && !SEED.test(seed)) throw new ProblemError('command.bad-argument', { argument: `--seed ${seed}` })
    const stop = around.stop()
    const args = ['port', 'data', 'seed'].flatMap(name => options.text(name) === null ? [] : [`--${name}`, options.required(name)])
    const running = await startProvince(options.has('tls') ? [...args, '--tls'] : args, text => output.note(text))
    around.writeOut(`${running.firstLine}\n`)
    const ended = once(running.process, 'exit')
    stop.addEventListener('abort', () => { running.process.kill('SIGTERM') })
    if (stop.aborted) running.process.kill('SIGTERM')
    const [code] = await ended as [number | null]
    return code === 0 || code === null ? EXIT.done : EXIT.refused
  },
}
