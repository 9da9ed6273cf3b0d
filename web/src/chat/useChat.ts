import { computed, inject, onScopeDispose, provide, shallowReactive, shallowRef, type InjectionKey } from 'vue'
import { Conversation, type Instead, type RatingAsked, type Reach, type Stopped } from '@/protocol/conversation'
import type { Place, Session } from '@/protocol/frames'
import { Problem } from '@/protocol/http'
import type { ConversationState, Message } from '@/protocol/messages'
import type { Outgoing } from '@/protocol/outbox'
import { isProblem, type Transport } from '@/protocol/transport'

interface Shown {
  session: Session | null
  state: ConversationState
  place: Place | null
  typing: 'bot' | 'agent' | null
  readByAgent: number
  reach: Reach
  canSend: boolean
  stopped: Stopped | null
  settled: boolean
  messages: readonly Message[]
  outgoing: readonly Outgoing[]
}

export type Chat = ReturnType<typeof useChat>

const KEY: InjectionKey<Chat> = Symbol('chat')

/** The conversation of this window, as Vue sees it: what is shown follows what happened, once per tick. */
export function useChat(transport: Transport) {
  const shown = shallowReactive<Shown>({
    session: null,
    state: 'bot',
    place: null,
    typing: null,
    readByAgent: 0,
    reach: 'none',
    canSend: false,
    stopped: null,
    settled: false,
    messages: [],
    outgoing: [],
  })
  /** What the service refused, said once at the bottom of the window. */
  const notice = shallowRef('')
  const rating = shallowRef<RatingAsked | null>(null)
  const arrivals = new Set<(message: Message, live: boolean) => void>()
  let due = false
  let noticeTimer: ReturnType<typeof setTimeout> | undefined

  const conversation = new Conversation(transport, (event) => {
    if (event.type === 'refused') say(event.text)
    if (event.type === 'moved') rating.value = null
    if (event.type === 'rate') rating.value = { due: true, reasons: event.reasons, given: null }
    if (event.type === 'arrived') for (const hear of arrivals) hear(event.message, event.live)
    if (due) return
    due = true
    queueMicrotask(refresh)
  })

  function refresh() {
    due = false
    const wasClosed = shown.state === 'closed'
    shown.session = conversation.session
    shown.state = conversation.state
    shown.place = conversation.place
    shown.typing = conversation.typing
    shown.readByAgent = conversation.readByAgent
    shown.reach = conversation.reach
    shown.canSend = conversation.canSend
    shown.stopped = conversation.stopped
    shown.settled = conversation.settled
    if (shown.messages.length !== conversation.messages.length || shown.messages[0] !== conversation.messages[0]) {
      shown.messages = [...conversation.messages]
    }
    if (shown.outgoing.length > 0 || conversation.outgoing.length > 0) {
      shown.outgoing = conversation.outgoing.map((item) => ({ ...item, pictures: item.pictures.map((picture) => ({ ...picture })) }))
    }
    if (shown.state === 'closed' && !wasClosed) void askRating()
  }

  async function askRating() {
    try {
      const asked = await conversation.ratingAsked()
      if (shown.state === 'closed') rating.value = asked
    } catch {
      // Not asked then: nobody misses a question.
    }
  }

  function say(text: string) {
    notice.value = text
    clearTimeout(noticeTimer)
    noticeTimer = setTimeout(() => (notice.value = ''), 5000)
  }

  /** Does something, and shows why it did not go. @returns whether it went */
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (failure) {
      if (!isProblem(failure)) throw failure
      say(failure.message)
      return false
    }
  }

  const wake = () => {
    if (!document.hidden) conversation.wake()
  }
  const wakeFromCache = (event: PageTransitionEvent) => {
    if (event.persisted) conversation.wake()
  }
  const doubt = () => conversation.doubt()
  document.addEventListener('visibilitychange', wake)
  addEventListener('pageshow', wakeFromCache)
  addEventListener('online', wake)
  addEventListener('offline', doubt)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', wake)
    removeEventListener('pageshow', wakeFromCache)
    removeEventListener('online', wake)
    removeEventListener('offline', doubt)
    conversation.close()
  })

  const chat = {
    shown,
    conversation,
    notice,
    rating,
    shop: computed(() => shown.session?.shop ?? ''),
    say,
    attempt,
    leaveQueue: (instead: Instead) => attempt(() => conversation.leaveQueue(instead)),
    /** Called for each message that arrives. */
    onArrival(hear: (message: Message, live: boolean) => void) {
      arrivals.add(hear)
      onScopeDispose(() => arrivals.delete(hear))
    },
  }
  provide(KEY, chat)
  return chat
}

/** The conversation that the window shows. */
export function useTheChat(): Chat {
  const chat = inject(KEY)
  if (!chat) throw new Problem(0, 'no-chat', 'there is no conversation here')
  return chat
}
