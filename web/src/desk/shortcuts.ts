import { onBeforeUnmount, onMounted } from 'vue'

/** What the help shows, in its order; words of `desk.shortcuts`. */
export const SHORTCUTS = [
  { word: 'help', keys: ['?'] },
  { word: 'accept', keys: ['Alt', 'A'] },
  { word: 'previous', keys: ['Alt', '↑'] },
  { word: 'next', keys: ['Alt', '↓'] },
  { word: 'quick', keys: ['/'] },
  { word: 'suggest', keys: ['Alt', '1–3'] },
  { word: 'whisper', keys: ['Alt', 'W'] },
  { word: 'send', keys: ['Enter'] },
  { word: 'line', keys: ['Shift', 'Enter'] },
  { word: 'transfer', keys: ['Alt', 'T'] },
  { word: 'close', keys: ['Alt', 'E'] },
  { word: 'search', keys: ['Alt', 'F'] },
] as const

export function isTyping(target: EventTarget | null) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Whether a dialog asks something; those that were closed stay in the page, unseen. */
export function isAsking() {
  return [...document.querySelectorAll('.el-overlay')].some((each) => each.getClientRects().length > 0)
}

/**
 * Keys that work wherever the focus is, for as long as the component is shown. They are named by place on the keyboard
 * (`KeyA`, `Digit1`), since Alt makes other characters of them on some systems. While a dialog asks, none works.
 */
export function useAltKeys(keys: Record<string, () => void>) {
  const heard = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || isAsking()) return
    const act = keys[event.code]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => addEventListener('keydown', heard))
  onBeforeUnmount(() => removeEventListener('keydown', heard))
}
