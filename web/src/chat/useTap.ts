import { useTheChat } from './useChat'

const NERVOUS_MS = 700
let last = -Infinity

/** Says something by a tap; a nervous double tap says it once. */
export function useTap() {
  const { conversation } = useTheChat()
  return (text: string) => {
    if (performance.now() - last < NERVOUS_MS) return
    last = performance.now()
    conversation.say(text)
  }
}
