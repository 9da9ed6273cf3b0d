import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Chat } from './useChat'

/**
 * How many messages arrived while nobody looked. What is looked at is told to the service as read, so that an agent
 * sees it.
 */
export function useReading(chat: Chat, isOpen: Readonly<Ref<boolean>>) {
  const unread = ref(0)
  const looks = () => !document.hidden && isOpen.value

  chat.onArrival((message, live) => {
    if (message.author !== 'shopper' && live && !looks()) unread.value++
    note()
  })

  function note() {
    if (!looks()) return
    unread.value = 0
    const newest = [...chat.conversation.messages].reverse().find((message) => message.author !== 'shopper')
    if (newest) chat.conversation.readUpTo(newest.seq)
  }

  document.addEventListener('visibilitychange', note)
  onScopeDispose(() => document.removeEventListener('visibilitychange', note))
  watch(isOpen, note)
  watch(() => chat.shown.settled, note)
  return { unread }
}
