import type { Handlers } from '../../shared/contract/index.ts'
import { ProblemError } from '../../shared/problem.ts'
import type { Fetch } from '../province/http.ts'

export interface DemoServices { readonly fetch: Fetch; readonly url: string; readonly pin: string | null; readonly isDemo: boolean; readonly poke: () => void }

/** The bar of a demo province; against any other server every one of these is refused. */
export function demoHandlers({ fetch, url, pin, isDemo, poke }: DemoServices): Pick<Handlers, 'demo.get' | 'demo.network' | 'demo.arrive'> {
  const held = { networkDown: false }
  async function tell(path: string, body: object): Promise<void> {
    if (!isDemo) throw new ProblemError('command.development-only')
    const answer = await fetch(new Request(new URL(path, url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
      .catch((cause: unknown) => { throw new ProblemError('province.unreachable', {}, { cause }) })
    if (!answer.ok) throw new ProblemError('province.refused', { status: answer.status })
  }
  return {
    'demo.get': async () => ({ networkDown: held.networkDown, pin: isDemo ? pin : null }),
    'demo.network': async ({ down }) => {
      await tell('/demo/network', { down })
      held.networkDown = down
      poke()
      return {}
    },
    'demo.arrive': async () => {
      await tell('/demo/arrive', {})
      poke()
      return {}
    },
  }
}
