import { useStore } from 'zustand'
import { vietnamDay } from '../../../shared/model/vietnam-time.ts'
import { useDesk } from '../../state/context.tsx'
import { groupOutbox } from '../../state/outbox-groups.ts'

/** How many acts of the officer are still here, as they did them: "ký và gửi" is one, though it is three rows. */
export function useWaiting(): number {
  const { outbox, clock } = useDesk()
  return useStore(outbox.store, ({ items }) => {
    if (items.kind !== 'ready') return 0
    const { decide, going } = groupOutbox(items.value, vietnamDay(clock()))
    return decide.length + going.length
  })
}
