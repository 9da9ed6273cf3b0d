import { onBeforeUnmount, onMounted, ref } from 'vue'
import { useStaff } from '@/staff/session'

export interface DeskFrame {
  type: string
  conversation?: string
  ticket?: string
  time?: string
}

const PING = 25_000
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
const BAD_TOKEN = 4401

/**
 * The news of `/ws/desk` while the page is shown. They say that something has moved; how it stands is read by REST, so
 * that nothing is lost while the socket is away.
 */
export function useDeskNews(hear: (frame: DeskFrame) => void) {
  const staff = useStaff()
  const connected = ref(false)
  let socket: WebSocket | null = null
  let ping = 0
  let again = 0
  let pause = FIRST_PAUSE
  let gone = false

  function connect() {
    clearTimeout(again)
    const token = staff.session?.token
    if (gone || socket || !token) return
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/desk`)
    socket = opened
    opened.onopen = () => opened.send(JSON.stringify({ type: 'hello', id: 'wall', token, seen: {} }))
    opened.onmessage = (event: MessageEvent<string>) => {
      const frame = parsed(event.data)
      if (!frame) return
      if (frame.type === 'welcome') {
        connected.value = true
        pause = FIRST_PAUSE
        clearInterval(ping)
        ping = window.setInterval(() => opened.send(JSON.stringify({ type: 'ping', id: 'p' })), PING)
      }
      hear(frame)
    }
    opened.onclose = (event) => {
      clearInterval(ping)
      connected.value = false
      socket = null
      // A token that is not good any more: the next request by REST shows the page for logging in.
      if (gone || event.code === BAD_TOKEN) return
      again = window.setTimeout(connect, pause * (1 - Math.random() / 2))
      pause = Math.min(pause * 2, LONGEST_PAUSE)
    }
  }

  function soon() {
    if (document.visibilityState === 'visible') connect()
  }

  onMounted(() => {
    connect()
    document.addEventListener('visibilitychange', soon)
    addEventListener('online', soon)
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(again)
    clearInterval(ping)
    document.removeEventListener('visibilitychange', soon)
    removeEventListener('online', soon)
    socket?.close()
  })

  return { connected }
}

function parsed(text: string): DeskFrame | null {
  try {
    return JSON.parse(text) as DeskFrame
  } catch {
    return null // Not ours to understand.
  }
}
