import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Message } from '@/protocol/messages'
import { useStaff } from '@/staff/session'
import { DeskLine, type DeskNews, type LineState } from './deskLine'
import type { Case, Colleague, Presence, WaitingRoom } from './records'

type Listener = (news: DeskNews) => void

/** Requests of the same list come at most this often; the queue of a busy shop moves many times a second. */
const LIST_PAUSE = 1_000

/** Who serves, what is in hand and what waits, kept up to date by the one connection of the desk. */
export const useDesk = defineStore('desk', () => {
  const staff = useStaff()
  const me = ref<Colleague | null>(null)
  const colleagues = ref<Colleague[]>([])
  const mine = ref<Case[]>([])
  const queue = ref<WaitingRoom>({ lengths: [], conversations: [] })
  /** Why the lists could not be loaded. */
  const trouble = ref<unknown>(null)
  const loaded = ref(false)
  const line = ref<LineState>('off')
  const wasConnected = ref(false)
  const warnedTickets = ref(new Set<string>())
  const listeners = new Set<Listener>()

  const myName = computed(() => staff.session?.name ?? '')
  const seesAll = computed(() => staff.has('supervisor', 'admin'))
  const offers = computed(() => mine.value.filter((each) => each.offeredTo === myName.value))
  const serving = computed(() => mine.value.filter((each) => each.agent === myName.value))
  const guesting = computed(() =>
    mine.value.filter((each) => each.agent !== myName.value && each.offeredTo !== myName.value),
  )
  const unread = computed(() => [...serving.value, ...guesting.value].reduce((sum, each) => sum + each.unread, 0))

  const connection = new DeskLine({
    connect: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/desk`) as never,
    token: () => staff.session?.token ?? null,
    fill: async (conversation, after) =>
      (await staff.call<{ messages: Message[] }>('GET', `/desk/conversations/${conversation}/messages?after=${after}&limit=200`))
        .messages,
    hear,
    stateChanged(state) {
      line.value = state
      if (state === 'on') wasConnected.value = true
      // Asks whether the session is over; if it is, the page for logging in is shown.
      if (state === 'refused') void staff.call('GET', '/staff/me').catch(() => null)
    },
  })

  /** Hears all news, until the function given back is called. */
  function listen(listener: Listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function hear(news: DeskNews) {
    switch (news.type) {
      case 'welcome':
        void refreshMine.now()
        void refreshQueue.now()
        break
      case 'message':
        heardMessage(news.conversation, news.message)
        break
      case 'read':
        if (news.by === 'agent') readUpTo(news.conversation, news.seq)
        break
      case 'offer':
      case 'offer-over':
      case 'taken':
      case 'invited':
      case 'gone':
      case 'transfer-returned':
      case 'state':
        refreshMine.soon()
        refreshQueue.soon()
        break
      case 'queue-moved':
        refreshQueue.soon()
        if (mine.value.some((each) => each.conversation === news.conversation)) refreshMine.soon()
        break
      case 'ticket-warned':
      case 'ticket-breached':
        warnedTickets.value = new Set([...warnedTickets.value, news.ticket])
        break
    }
    listeners.forEach((listener) => listener(news))
  }

  function heardMessage(conversation: string, message: Message) {
    for (const each of [...mine.value, ...queue.value.conversations]) {
      if (each.conversation !== conversation || message.seq <= each.lastSeq) continue
      each.lastSeq = message.seq
      each.lastAt = message.at
      each.last = lastWords(message)
      if (message.author === 'shopper') each.unread++
    }
  }

  function readUpTo(conversation: string, seq: number) {
    for (const each of mine.value) {
      if (each.conversation === conversation && seq >= each.lastSeq) each.unread = 0
    }
  }

  const refreshMine = paced(async () => {
    try {
      // Presence and load change without news of their own, as when offers are let pass.
      const self = refreshMe().catch(() => null)
      mine.value = (await staff.call<{ conversations: Case[] }>('GET', '/desk/conversations')).conversations
      await self
      // Nothing older has to be brought by the connection: whoever opens one asks for what is there.
      for (const each of mine.value) connection.knowFirst(each.conversation, each.lastSeq)
      loaded.value = true
      trouble.value = null
    } catch (failure) {
      trouble.value = failure
    }
  })

  const refreshQueue = paced(async () => {
    try {
      queue.value = await staff.call<WaitingRoom>('GET', '/desk/queue?limit=200')
    } catch (failure) {
      trouble.value = failure
    }
  })

  async function refreshColleagues() {
    colleagues.value = (await staff.call<{ agents: Colleague[] }>('GET', '/desk/agents')).agents
  }

  /** What was asked before a change tells what was before it, whenever the answer comes. */
  let changes = 0

  async function refreshMe() {
    if (!me.value) return
    const before = changes
    const told = await staff.call<Colleague>('GET', '/desk/me')
    if (before === changes && me.value) me.value = told
  }

  /** All from the beginning, as on the first look or after an error. */
  async function load() {
    try {
      me.value = await staff.call<Colleague>('GET', '/desk/me')
    } catch (failure) {
      // Somebody without skill groups looks on and serves nobody; the rest works without.
      me.value = null
      if ((failure as { type?: string }).type !== 'desk-no-agent') trouble.value = failure
    }
    await Promise.all([refreshMine.now(), refreshQueue.now(), refreshColleagues().catch(() => null)])
    connection.start()
  }

  async function become(presence: Presence) {
    changes++
    me.value = await staff.call<Colleague>('PUT', '/desk/me/presence', { body: { presence: presence.toUpperCase() } })
    changes++
  }

  /** How somebody is called at the desk; the account's name where nobody knows. */
  function shownAs(name: string) {
    return colleagues.value.find((each) => each.name === name)?.shownAs ?? name
  }

  function leave() {
    connection.stop()
    me.value = null
    mine.value = []
    queue.value = { lengths: [], conversations: [] }
    loaded.value = wasConnected.value = false
  }

  watch(
    () => staff.session?.token,
    () => leave(),
  )
  const nudge = () => connection.nudge()
  addEventListener('online', nudge)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) nudge()
  })

  return {
    me,
    colleagues,
    mine,
    queue,
    trouble,
    loaded,
    line,
    wasConnected,
    warnedTickets,
    myName,
    seesAll,
    offers,
    serving,
    guesting,
    unread,
    connection,
    listen,
    load,
    leave,
    nudge,
    become,
    shownAs,
    readUpTo,
    refreshMine,
    refreshQueue,
    refreshColleagues,
  }
})

/** One line of what was said last, as lists show it. */
function lastWords(message: Message) {
  const text = message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')
  return text.replaceAll('\n', ' ').slice(0, 60) || (message.parts[0]?.type === 'image' ? '【图片】' : '【卡片】')
}

/** A request that is made at once or soon, but never twice at the same time nor too often. */
function paced(ask: () => Promise<void>) {
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let last = 0
  const now = (): Promise<void> => {
    if (running) return running
    if (timer) clearTimeout(timer)
    timer = null
    last = Date.now()
    running = ask().finally(() => (running = null))
    return running
  }
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = null
        // What is under way may have been answered before the news.
        if (running) void running.then(now)
        else void now()
      },
      Math.max(150, LIST_PAUSE - (Date.now() - last)),
    )
  }
  return { now, soon }
}
