import type { Author, ConversationState, Message } from '@/protocol/messages'
import type { Whisper } from './records'

/** News of the desk, as docs/websocket.md tells them. */
export type DeskNews =
  | { type: 'welcome'; agent: string; conversations: string[] }
  | { type: 'message'; conversation: string; message: Message }
  | { type: 'offer'; conversation: string; until: string; transfer: boolean }
  | { type: 'offer-over' | 'taken' | 'invited' | 'gone' | 'transfer-returned' | 'queue-moved'; conversation: string }
  | { type: 'whisper'; conversation: string; whisper: Whisper }
  | { type: 'state'; conversation: string; state: ConversationState }
  | { type: 'typing'; conversation: string; by: Author; on: boolean }
  | { type: 'read'; conversation: string; by: 'shopper' | 'agent'; seq: number }
  | { type: 'ticket-warned' | 'ticket-breached'; ticket: string; time: string }
  | { type: 'error'; error: { type: string; title: string; detail: string; status: number } }

/** `waiting` counts down to the next try; `refused` waits for another token. */
export type LineState = 'off' | 'connecting' | 'on' | 'waiting' | 'refused'

/** The part of a WebSocket that is used here. */
export interface Socket {
  send(text: string): void
  close(): void
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
}

export interface LineEnds {
  /** A new connection. */
  connect(): Socket
  /** Of whoever is logged in now. */
  token(): string | null
  /** The messages after a place, by REST, where the line has left some out. */
  fill(conversation: string, after: number): Promise<Message[]>
  hear(news: DeskNews): void
  stateChanged(state: LineState): void
  random?(): number
}

const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000
const PING_EVERY = 25_000
const PONG_WITHIN = 10_000
/** The service leaves a conversation right after it told its state; asking at once might come before that. */
const LOOK_AGAIN_AFTER = 500
const BAD_TOKEN = 4401

/**
 * The one connection of the desk. It comes back by itself and goes on where it was: every message of a conversation is
 * heard once and in order, however often the connection breaks. Knows nothing of pages.
 */
export class DeskLine {
  private socket: Socket | null = null
  private state: LineState = 'off'
  private failures = 0
  private comeBack: ReturnType<typeof setTimeout> | null = null
  private pinging: ReturnType<typeof setInterval> | null = null
  private pongDue: ReturnType<typeof setTimeout> | null = null
  private readonly seen = new Map<string, number>()
  private readonly looking = new Set<string>()
  /** What came too early, for each conversation whose gap is being filled. */
  private readonly held = new Map<string, Message[]>()

  constructor(private readonly ends: LineEnds) {}

  /** Connects, if it does not try to already. */
  start() {
    if (this.state !== 'off' && this.state !== 'refused') return
    this.failures = 0
    this.connect()
  }

  /** Ends it for good, as when somebody logs out; what was seen is forgotten. */
  stop() {
    this.drop()
    this.seen.clear()
    this.looking.clear()
    this.held.clear()
    this.become('off')
  }

  /** Tries at once instead of waiting: the page is seen again, or the network is back. */
  nudge() {
    if (this.state !== 'waiting') return
    this.failures = 0
    this.connect()
  }

  /** The page has the messages up to here by another way. */
  know(conversation: string, seq: number) {
    this.seen.set(conversation, Math.max(seq, this.seen.get(conversation) ?? 0))
  }

  /** Where to begin with a conversation of which nothing was heard yet. */
  knowFirst(conversation: string, seq: number) {
    if (!this.seen.has(conversation)) this.seen.set(conversation, seq)
  }

  /** Follow a conversation from what is known on, also one that is not one's own. Asking again does no harm. */
  look(conversation: string) {
    this.looking.add(conversation)
    this.askToLook(conversation)
  }

  /** It is not shown any more; news of it may come until the connection ends. */
  lookAway(conversation: string) {
    this.looking.delete(conversation)
  }

  typing(conversation: string, on: boolean) {
    this.send({ type: 'typing', conversation, on })
  }

  private connect() {
    this.drop()
    const token = this.ends.token()
    if (!token) {
      this.become('refused')
      return
    }
    this.become('connecting')
    const socket = this.ends.connect()
    this.socket = socket
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: 'hello', id: 'hello', token, seen: Object.fromEntries(this.seen) }))
    }
    socket.onmessage = (event) => {
      if (this.socket === socket) this.read(String(event.data))
    }
    socket.onclose = (event) => {
      if (this.socket === socket) this.broken(event.code)
    }
  }

  private broken(code: number) {
    this.drop()
    if (code === BAD_TOKEN) {
      this.become('refused')
      return
    }
    const pause = Math.min(FIRST_PAUSE * 2 ** this.failures, LONGEST_PAUSE)
    this.failures++
    this.become('waiting')
    const random = this.ends.random ?? Math.random
    this.comeBack = setTimeout(() => this.connect(), pause - (pause / 2) * random())
  }

  private drop() {
    if (this.comeBack) clearTimeout(this.comeBack)
    if (this.pinging) clearInterval(this.pinging)
    if (this.pongDue) clearTimeout(this.pongDue)
    this.comeBack = this.pinging = this.pongDue = null
    const socket = this.socket
    this.socket = null
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
  }

  private become(state: LineState) {
    if (this.state === state) return
    this.state = state
    this.ends.stateChanged(state)
  }

  private read(text: string) {
    let frame: { type: string }
    try {
      frame = JSON.parse(text) as { type: string }
    } catch {
      return // nothing that this page knows
    }
    if (this.pongDue) {
      // Whatever comes shows that the line holds.
      clearTimeout(this.pongDue)
      this.pongDue = null
    }
    if (frame.type === 'pong') return
    const news = frame as DeskNews
    switch (news.type) {
      case 'welcome':
        this.welcome(news.conversations)
        this.ends.hear(news)
        break
      case 'message':
        this.take(news.conversation, news.message)
        break
      case 'state':
        if (news.state !== 'served') this.lookAgainSoon(news.conversation)
        this.ends.hear(news)
        break
      case 'gone':
        this.lookAgainSoon(news.conversation)
        this.ends.hear(news)
        break
      default:
        this.ends.hear(news)
    }
  }

  private welcome(conversations: string[]) {
    this.failures = 0
    this.become('on')
    for (const conversation of this.looking) {
      if (!conversations.includes(conversation)) this.askToLook(conversation)
    }
    this.pinging = setInterval(() => this.ping(), PING_EVERY)
  }

  private ping() {
    this.send({ type: 'ping', id: 'ping' })
    this.pongDue ??= setTimeout(() => this.broken(0), PONG_WITHIN)
  }

  private askToLook(conversation: string) {
    this.send({ type: 'look', conversation, after: this.seen.get(conversation) ?? 0 })
  }

  private lookAgainSoon(conversation: string) {
    if (!this.looking.has(conversation)) return
    setTimeout(() => {
      if (this.looking.has(conversation)) this.askToLook(conversation)
    }, LOOK_AGAIN_AFTER)
  }

  private send(frame: object) {
    if (this.state === 'on') this.socket?.send(JSON.stringify(frame))
  }

  private take(conversation: string, message: Message) {
    const waiting = this.held.get(conversation)
    if (waiting) {
      waiting.push(message)
      return
    }
    const seen = this.seen.get(conversation)
    if (seen !== undefined && message.seq <= seen) return
    if (seen !== undefined && message.seq > seen + 1) {
      this.held.set(conversation, [message])
      void this.fillGap(conversation, seen)
      return
    }
    this.pass(conversation, message)
  }

  private pass(conversation: string, message: Message) {
    this.seen.set(conversation, message.seq)
    this.ends.hear({ type: 'message', conversation, message })
  }

  private async fillGap(conversation: string, after: number) {
    let missed: Message[]
    try {
      missed = await this.ends.fill(conversation, after)
    } catch {
      // The service brings it after the next hello, from the last place that was passed on.
      if (this.held.delete(conversation)) this.broken(0)
      return
    }
    const waiting = this.held.get(conversation)
    if (!waiting) return
    this.held.delete(conversation)
    if (missed.length === 0) {
      // There is nothing in between, whatever the numbers say.
      for (const message of waiting) {
        if (message.seq > (this.seen.get(conversation) ?? 0)) this.pass(conversation, message)
      }
      return
    }
    for (const message of [...missed, ...waiting].sort((one, other) => one.seq - other.seq)) {
      this.take(conversation, message)
    }
  }
}
