import { shallowReactive, watch } from 'vue'
import { browser } from './browser'
import type { Chat } from './useChat'

export type Thumb = 'UP' | 'DOWN'

const KEY = 'xianda.thumbs'

interface Kept {
  conversation: string
  given: Record<number, Thumb>
}

/** Whether answers of the bot were of use; the service does not tell what was said, so this device remembers it. */
export function useThumbs(chat: Chat) {
  const given = shallowReactive<Record<number, Thumb>>({})

  watch(
    () => chat.shown.session?.conversation,
    (conversation) => {
      for (const seq of Object.keys(given)) delete given[Number(seq)]
      const kept = browser.shared.read(KEY) as Kept | null
      if (kept && kept.conversation === conversation) Object.assign(given, kept.given)
    },
    { immediate: true },
  )

  async function give(seq: number, thumb: Thumb) {
    const before = given[seq]
    if (before === thumb) return
    given[seq] = thumb
    if (await chat.attempt(() => chat.conversation.thumb(seq, thumb))) {
      browser.shared.write(KEY, { conversation: chat.shown.session?.conversation, given: { ...given } })
    } else if (before) {
      given[seq] = before
    } else {
      delete given[seq]
    }
  }

  return { given, give }
}
