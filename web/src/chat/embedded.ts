import { onScopeDispose, readonly, ref } from 'vue'

/** What the page around the frame and the chat say to each other; src/widget/widget.ts is the other end. */
type FromAround = { xianda: 'shown'; open: boolean }
type ToAround = { xianda: 'close' } | { xianda: 'unread'; count: number }

export const isEmbedded = new URLSearchParams(location.search).get('embedded') === '1'

/**
 * The page that holds this one in a frame. The service's frame-ancestors says which pages may; the chat answers to the
 * one that has spoken to it, and to no other.
 */
export function useAround() {
  const open = ref(true)
  let around: string | null = null

  function hear(event: MessageEvent<unknown>) {
    if (!isEmbedded || event.source !== window.parent || window.parent === window) return
    const said = event.data as Partial<FromAround> | null
    if (said?.xianda !== 'shown') return
    around = event.origin
    open.value = said.open === true
  }
  addEventListener('message', hear)
  onScopeDispose(() => removeEventListener('message', hear))

  return {
    /** Whether it can be seen there. */
    open: readonly(open),
    tell(what: ToAround) {
      if (around !== null) window.parent.postMessage(what, around)
    },
  }
}
