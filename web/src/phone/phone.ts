import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'

/** As `PhoneController` tells it. */
export interface Bubble {
  number: number
  at: string
  by: 'shopper' | 'account' | 'wechat'
  kind: string
  text: string
  more: Record<string, string>
}

export interface Chat {
  name: string
  title: string
  kind: 'mini_program' | 'official_account'
  bubbles: Bubble[]
  left: { cause: string; until: string; messages: number }[]
  typing: boolean
  atWechatsDesk: boolean
  accepted: Record<string, number>
}

export interface Exchange {
  number: number
  at: string
  toXianda: boolean
  method: string
  address: string
  request: string
  status: number
  answer: string
  millis: number
}

export interface Wrong {
  delayMs: number
  drop: boolean
  code: number
}

interface State {
  chats: Chat[]
  exchanges: Exchange[]
  wrong: Wrong
}

const HERE = '/demo/wechat/phone'
const EVERY_MS = 700
const MOST_EXCHANGES = 60

/** The phone as the double keeps it, asked for again and again as long as the page is shown. */
export function usePhone() {
  const chats = shallowRef<Chat[]>([])
  const exchanges = shallowRef<Exchange[]>([])
  const wrong = ref<Wrong>({ delayMs: 0, drop: false, code: 0 })
  const away = ref(false)
  let timer = 0
  let gone = false

  async function look() {
    clearTimeout(timer)
    try {
      const answer = await fetch(`${HERE}?after=${exchanges.value.at(-1)?.number ?? 0}`)
      if (!answer.ok) throw new Error(String(answer.status))
      const state = (await answer.json()) as State
      // What has not changed keeps its identity, so that nothing is drawn anew.
      if (JSON.stringify(state.chats) !== JSON.stringify(chats.value)) chats.value = state.chats
      if (state.exchanges.length) {
        const known = exchanges.value.at(-1)?.number ?? 0
        const fresh = state.exchanges.filter((each) => each.number > known)
        exchanges.value = [...exchanges.value, ...fresh].slice(-MOST_EXCHANGES)
      }
      wrong.value = state.wrong
      away.value = false
    } catch {
      away.value = true
    }
    if (!gone) {
      clearTimeout(timer)
      timer = window.setTimeout(look, EVERY_MS)
    }
  }

  async function act(path: string, body: unknown) {
    try {
      const picture = body instanceof Blob
      await fetch(`${HERE}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': picture ? 'image/jpeg' : 'application/json' },
        body: picture ? body : JSON.stringify(body),
      })
    } catch {
      away.value = true
    }
    await look()
  }

  onMounted(look)
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
  })
  return { chats, exchanges, wrong, away, act }
}

export const pictureOf = (media: string) => `${HERE}/media/${encodeURIComponent(media)}`
