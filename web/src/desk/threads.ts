import { defineStore } from 'pinia'
import { markRaw, reactive, ref } from 'vue'
import { newId, Problem } from '@/protocol/http'
import type { Message } from '@/protocol/messages'
import { useStaff } from '@/staff/session'
import { useDesk } from './desk'
import { keptOutbox, keepOutbox } from './drafts'
import { merged, missingAfter } from './messageRuns'
import type { Standing, Whisper } from './records'

/** What somebody wrote that is not stored yet. */
export interface Outgoing {
  clientMessageId: string
  kind: 'message' | 'whisper'
  text: string
  photos: string[]
  order?: string
  /** It was written after this message. */
  afterSeq: number
  at: string
  state: 'sending' | 'failed'
  /** Why it failed, fit to show. */
  trouble: string
}

/** An open conversation with all that its pane shows. */
export interface Thread {
  conversation: string
  standing: Standing | null
  /** Without a gap, in order. */
  messages: Message[]
  whispers: Whisper[]
  outgoing: Outgoing[]
  /** Whether everything from the first message on is there. */
  complete: boolean
  loading: boolean
  loadingEarlier: boolean
  trouble: unknown
  /** Who types; forgotten by itself. */
  typing: 'shopper' | 'bot' | null
  readByShopper: number
  /** Unread messages begin after this one; where the line is drawn. */
  newAfter: number | null
}

const PAGE = 100
/** Typing that nobody ended is over. */
const TYPES_AT_MOST = 8_000
const KEPT_OPEN = 40

/** Conversations that were opened here, kept up to date while they are. */
export const useThreads = defineStore('threads', () => {
  const staff = useStaff()
  const desk = useDesk()
  const threads = reactive(new Map<string, Thread>())
  const shown = ref<string | null>(null)
  /** A place that somebody wants to see; whoever shows the conversation goes there. */
  const wanted = ref<{ conversation: string; seq: number } | null>(null)
  const typingEnds = new Map<string, ReturnType<typeof setTimeout>>()
  const sending = new Map<string, Promise<void>>()

  const path = (conversation: string, rest = '') => `/desk/conversations/${conversation}${rest}`

  /** The thread of a conversation, loading it if it is not there. */
  function open(conversation: string): Thread {
    let thread = threads.get(conversation)
    shown.value = conversation
    if (thread) {
      // Moved to the end: the one that was not looked at for longest goes first.
      threads.delete(conversation)
      threads.set(conversation, thread)
      if (thread.trouble || !thread.standing) void load(conversation)
      else void refreshStanding(conversation)
    } else {
      thread = reactive<Thread>({
        conversation,
        standing: null,
        messages: [],
        whispers: [],
        outgoing: keptOutbox(staff.session?.name ?? '', conversation),
        complete: false,
        loading: false,
        loadingEarlier: false,
        trouble: null,
        typing: null,
        readByShopper: 0,
        newAfter: null,
      })
      threads.set(conversation, thread)
      void load(conversation)
    }
    for (const [old, kept] of threads) {
      if (threads.size <= KEPT_OPEN) break
      if (old !== conversation && kept.outgoing.length === 0) {
        threads.delete(old)
        desk.connection.lookAway(old)
      }
    }
    return thread
  }

  function close(conversation: string) {
    if (shown.value === conversation) shown.value = null
  }

  async function load(conversation: string) {
    const thread = threads.get(conversation)
    if (!thread || thread.loading) return
    thread.loading = true
    try {
      const standing = await staff.call<Standing>('GET', path(conversation))
      const after = Math.max(0, standing.lastSeq - PAGE)
      const [page, whispers] = await Promise.all([
        messagesAfter(conversation, after),
        staff.call<{ whispers: Whisper[] }>('GET', path(conversation, '/whispers?limit=200')),
      ])
      thread.standing = standing
      const unread = standing.open?.unread ?? 0
      thread.newAfter = unread > 0 ? firstUnread(page, unread) : null
      take(thread, page)
      thread.complete = (thread.messages[0]?.seq ?? 1) <= 1
      addWhispers(thread, whispers.whispers)
      thread.trouble = null
      const last = thread.messages.at(-1)
      if (last) desk.connection.know(conversation, last.seq)
      desk.connection.look(conversation)
    } catch (failure) {
      thread.trouble = failure
    } finally {
      thread.loading = false
    }
  }

  /** The place before the shopper's messages that nobody has read. */
  function firstUnread(page: Message[], unread: number) {
    const theirs = page.filter((message) => message.author === 'shopper')
    const first = theirs.at(-unread) ?? theirs[0]
    return first ? first.seq - 1 : null
  }

  async function messagesAfter(conversation: string, after: number, limit = 200) {
    const page = await staff.call<{ messages: Message[] }>('GET', path(conversation, `/messages?after=${after}&limit=${limit}`))
    return page.messages
  }

  function take(thread: Thread, messages: Message[]) {
    if (messages.length === 0) return
    thread.messages = merged(thread.messages, messages.map(markRaw))
    const hole = missingAfter(thread.messages)
    if (hole !== null) {
      void messagesAfter(thread.conversation, hole)
        .then((missed) => take(thread, missed))
        .catch(() => null) // the next message asks again
    }
  }

  function addWhispers(thread: Thread, more: Whisper[]) {
    const known = new Set(thread.whispers.map((each) => each.number))
    const fresh = more.filter((each) => !known.has(each.number))
    if (fresh.length) thread.whispers = [...thread.whispers, ...fresh.map(markRaw)].sort((a, b) => a.number - b.number)
  }

  /** A page of what was said before. */
  async function loadEarlier(conversation: string) {
    const thread = threads.get(conversation)
    const first = thread?.messages[0]?.seq
    if (!thread || thread.complete || thread.loadingEarlier || first === undefined) return
    thread.loadingEarlier = true
    try {
      const after = Math.max(0, first - 1 - PAGE)
      take(thread, await messagesAfter(conversation, after, first - 1 - after || 1))
      thread.complete = (thread.messages[0]?.seq ?? 1) <= 1
    } finally {
      thread.loadingEarlier = false
    }
  }

  /** Everything from this place on, to go there. */
  async function loadFrom(conversation: string, seq: number) {
    const thread = threads.get(conversation)
    while (thread && (thread.messages[0]?.seq ?? 0) > seq && !thread.complete) await loadEarlier(conversation)
  }

  async function refreshStanding(conversation: string) {
    const thread = threads.get(conversation)
    if (!thread) return
    try {
      thread.standing = await staff.call<Standing>('GET', path(conversation))
    } catch (failure) {
      // It concerns this agent no more; what stands there already may stay while nobody acts on it.
      if (failure instanceof Problem && failure.status === 404 && thread.standing) {
        thread.standing = { ...thread.standing, open: undefined }
      }
    }
  }

  async function refreshWhispers(conversation: string) {
    const thread = threads.get(conversation)
    if (!thread) return
    const after = thread.whispers.at(-1)?.number ?? 0
    const more = await staff.call<{ whispers: Whisper[] }>('GET', path(conversation, `/whispers?after=${after}&limit=200`))
    addWhispers(thread, more.whispers)
  }

  function types(thread: Thread, by: 'shopper' | 'bot', on: boolean) {
    clearTimeout(typingEnds.get(thread.conversation))
    thread.typing = on ? by : null
    if (on) {
      typingEnds.set(
        thread.conversation,
        setTimeout(() => (thread.typing = null), TYPES_AT_MOST),
      )
    }
  }

  desk.listen((news) => {
    if (news.type === 'welcome') {
      // Whispers are not brought again, nor who typed.
      for (const thread of threads.values()) {
        thread.typing = null
        void refreshWhispers(thread.conversation).catch(() => null)
        void refreshStanding(thread.conversation)
      }
      return
    }
    if (!('conversation' in news)) return
    const thread = threads.get(news.conversation)
    if (!thread) return
    switch (news.type) {
      case 'message':
        if (news.message.author !== 'agent') types(thread, 'shopper', false)
        // What streams in from the very beginning when a conversation changes hands is there on request.
        if (!thread.loading && thread.messages.length > 0 && news.message.seq < thread.messages[0]!.seq) return
        take(thread, [news.message])
        break
      case 'whisper':
        addWhispers(thread, [news.whisper])
        break
      case 'typing':
        if (news.by === 'shopper' || news.by === 'bot') types(thread, news.by, news.on)
        break
      case 'read':
        if (news.by === 'shopper') thread.readByShopper = Math.max(thread.readByShopper, news.seq)
        break
      case 'offer':
      case 'offer-over':
      case 'taken':
      case 'invited':
      case 'gone':
      case 'transfer-returned':
      case 'state':
      case 'queue-moved':
        void refreshStanding(news.conversation)
        break
    }
  })

  /** Sends one after the other, so that they keep their order; what fails stays, to be sent again. */
  function send(conversation: string, what: Pick<Outgoing, 'kind' | 'text'> & Partial<Pick<Outgoing, 'photos' | 'order'>>) {
    const thread = threads.get(conversation)
    if (!thread) return
    thread.outgoing.push({
      clientMessageId: newId(),
      kind: what.kind,
      text: what.text,
      photos: what.photos ?? [],
      ...(what.order ? { order: what.order } : {}),
      afterSeq: thread.messages.at(-1)?.seq ?? 0,
      at: new Date().toISOString(),
      state: 'sending',
      trouble: '',
    })
    thread.newAfter = null
    enqueue(thread, thread.outgoing.at(-1)!)
  }

  /** Under the same id: what was stored after all is not stored twice. */
  function resend(conversation: string, clientMessageId: string) {
    const thread = threads.get(conversation)
    const outgoing = thread?.outgoing.find((each) => each.clientMessageId === clientMessageId)
    if (!thread || !outgoing || outgoing.state === 'sending') return
    outgoing.state = 'sending'
    enqueue(thread, outgoing)
  }

  function discard(conversation: string, clientMessageId: string) {
    const thread = threads.get(conversation)
    if (!thread) return
    thread.outgoing = thread.outgoing.filter((each) => each.clientMessageId !== clientMessageId)
    keep(thread)
  }

  function keep(thread: Thread) {
    keepOutbox(staff.session?.name ?? '', thread.conversation, thread.outgoing)
  }

  function enqueue(thread: Thread, outgoing: Outgoing) {
    keep(thread)
    const before = sending.get(thread.conversation) ?? Promise.resolve()
    sending.set(
      thread.conversation,
      before.then(() => transmit(thread, outgoing)),
    )
  }

  async function transmit(thread: Thread, outgoing: Outgoing) {
    const { clientMessageId, text, photos, order } = outgoing
    try {
      if (outgoing.kind === 'whisper') {
        const whisper = await staff.call<Whisper>('POST', path(thread.conversation, '/whispers'), { body: { clientMessageId, text } })
        addWhispers(thread, [whisper])
      } else {
        const body = {
          clientMessageId,
          ...(text ? { text } : {}),
          ...(photos.length ? { photos } : {}),
          ...(order ? { order } : {}),
        }
        const said = await staff.call<{ message: Message }>('POST', path(thread.conversation, '/messages'), { body })
        take(thread, [said.message])
      }
      discard(thread.conversation, clientMessageId)
    } catch (failure) {
      outgoing.state = 'failed'
      outgoing.trouble = failure instanceof Problem ? failure.message : ''
      keep(thread)
    }
  }

  const readSent = new Map<string, number>()

  /** The agent has seen everything up to the last message. */
  function readAll(conversation: string) {
    const thread = threads.get(conversation)
    const last = thread?.messages.at(-1)?.seq
    if (!thread || last === undefined || (readSent.get(conversation) ?? 0) >= last) return
    readSent.set(conversation, last)
    desk.readUpTo(conversation, last)
    staff.call('POST', path(conversation, '/read'), { body: { seq: last } }).catch(() => readSent.delete(conversation))
  }

  /** An act on the conversation that answers how it stands then. */
  async function act(conversation: string, act: string, body?: unknown) {
    const standing = await staff.call<Standing | null>('POST', path(conversation, act), body === undefined ? {} : { body })
    const thread = threads.get(conversation)
    if (thread && standing) thread.standing = standing
    desk.connection.look(conversation)
    await Promise.all([desk.refreshMine.now(), desk.refreshQueue.now()])
    if (thread && !standing) await refreshStanding(conversation)
  }

  return {
    threads,
    shown,
    wanted,
    open,
    close,
    load,
    loadEarlier,
    loadFrom,
    refreshStanding,
    send,
    resend,
    discard,
    readAll,
    act,
    path,
  }
})
