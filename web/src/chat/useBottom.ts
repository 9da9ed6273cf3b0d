import { nextTick, onMounted, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Chat } from './useChat'

/** This near to the bottom, somebody reads along. */
const NEAR_PX = 60
/** This far away, a way back is worth a button. */
const FAR_PX = 700

/** Keeps the newest message in sight until the shopper scrolls up, and counts what arrives meanwhile. */
export function useBottom(
  chat: Chat,
  scroller: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
) {
  const unseen = ref(0)
  const isAway = ref(false)
  let sticks = true
  let shape = ''

  const shapeOf = (element: HTMLElement) => `${element.scrollHeight}/${element.clientHeight}`

  function pin() {
    const element = scroller.value
    if (!element) return
    element.scrollTop = element.scrollHeight
    shape = shapeOf(element)
  }

  function toBottom() {
    sticks = true
    unseen.value = 0
    isAway.value = false
    pin()
  }

  function scrolled() {
    const element = scroller.value
    if (!element) return
    if (sticks && shape !== shapeOf(element)) return pin() // the page changed its shape, the shopper did not scroll
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    sticks = below < NEAR_PX
    isAway.value = below > FAR_PX
    shape = shapeOf(element)
    if (sticks) unseen.value = 0
  }

  chat.onArrival((message, live) => {
    if (live && !sticks && message.author !== 'shopper') unseen.value++
  })
  // What the shopper says is always seen.
  watch(
    () => chat.shown.outgoing.filter((item) => item.state !== 'failed').length,
    (now, before) => {
      if (now > before) void nextTick(toBottom)
    },
  )
  watch(
    () => chat.shown.session?.conversation,
    () => void nextTick(toBottom),
  )

  const watcher = new ResizeObserver(() => {
    if (sticks) pin()
  })
  onMounted(() => {
    scroller.value?.addEventListener('scroll', scrolled, { passive: true })
    if (scroller.value) watcher.observe(scroller.value)
    if (content.value) watcher.observe(content.value)
  })
  onScopeDispose(() => watcher.disconnect())

  return { unseen, isAway, toBottom }
}
