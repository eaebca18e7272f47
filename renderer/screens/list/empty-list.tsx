import { useStore } from 'zustand'
import { Button } from '../../parts/button.tsx'
import { Quiet } from '../../parts/quiet.tsx'
import { useDesk, useText } from '../../state/context.tsx'

/** Each empty list says what would be in it. */
export function EmptyList() {
  const { place } = useDesk()
  const text = useText().empty
  const box = useStore(place.store, state => state.box)
  const view = useStore(place.store, state => state.view)
  if (box === 'to-sign') return <Quiet title={text.toSign} text={text.toSignText} />
  if (box === 'drafts') return <Quiet title={text.drafts} text={text.draftsText} />
  if (box === 'outgoing') return <Quiet title={text.outgoing} text={text.outgoingText} />
  if (view === 'all') return <Quiet title={text.inbox} text={text.inboxText} />
  const words = { unread: [text.inboxUnread, text.inboxUnreadText], due: [text.due, text.dueText], mine: [text.mine, text.mineText], flagged: [text.flagged, text.flaggedText] }[view]
  return <Quiet title={words[0] ?? ''} text={words[1] ?? ''}><Button onPress={() => place.go('inbox', 'all')}>{text.showAll}</Button></Quiet>
}
