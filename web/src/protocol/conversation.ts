import type { KeptPhoto, Place, ProblemBody, Reason, ServerFrame, Session, Shopper } from './frames'
import { Inbox } from './inbox'
import { Line } from './line'
import type { ConversationState, Message } from './messages'
import { Outbox, type Failure, type Outgoing } from './outbox'
import { Problem } from './problem'
import { isProblem, type RequestContent, type Timer, type Transport } from './transport'

const SESSION_KEY = 'xianda.session'
const ACK_MS = 15_000
const POLL_MS = 4_000
const PAGE = 100
const TYPING_MS = 60_000
/** A blink of the line is not worth a word. */
const BLINK_MS = 1_500
const RENEW_AGAIN_MS = 60_000
const READ_MS = 600
const TRIES = 3

/** How what is said gets through: `slow` by requests, `weak` is being mended, `offline` without a network. */
export type Reach = 'none' | 'live' | 'slow' | 'connecting' | 'reconnecting' | 'offline'

/** Nothing goes any more until the shopper begins anew. */
export interface Stopped {
  kind: 'lost' | 'refused'
  text: string
}

export type ConversationEvent =
  /** Something that is shown is different now. */
  | { type: 'changed' }
  /** `live` is false for what is read back. */
  | { type: 'arrived'; message: Message; live: boolean }
  /** It is another conversation now, and empty. */
  | { type: 'moved' }
  /** Something that belongs to no message was refused. */
  | { type: 'refused'; text: string }
  | { type: 'rate'; reasons: Reason[] }

export interface Rating {
  stars: number
  reasons: string[]
  comment: string | null
}

export interface RatingAsked {
  due: boolean
  reasons: Reason[]
  given: Rating | null
}

/** What a shopper may want instead of waiting for a person. */
export type Instead = 'BOT' | 'TICKET' | 'NOTHING'

interface Flight {
  item: Outgoing
  live: boolean
  timer: Timer
}

/**
 * A shopper's conversation, seen from one window: what was said, what is still to be sent, and the way to the
 * service. It holds what docs/websocket.md asks of a client; it draws nothing and knows no platform.
 */
export class Conversation {
  session: Session | null = null
  state: ConversationState = 'bot'
  place: Place | null = null
  typing: 'bot' | 'agent' | null = null
  /** An agent has read up to here. */
  readByAgent = 0
  stopped: Stopped | null = null
  /** The record was read at least once, so that an empty one is empty. */
  settled = false
  private readonly inbox: Inbox
  private readonly outbox: Outbox
  private readonly line: Line
  /** Grows when the conversation changes: answers to older requests are dropped. */
  private epoch = 0
  private failures = 0
  private flight: Flight | null = null
  private uploading = false
  private renewing: Promise<void> | null = null
  private renewedAt = -Infinity
  private syncing: Promise<void> | null = null
  private filling = false
  private polling = false
  private requestsWork = false
  private pollTimer: Timer = null
  private typingTimer: Timer = null
  private blinkTimer: Timer = null
  private readTimer: Timer = null
  private readWanted = 0
  private toldTyping = 0

  constructor(
    private readonly transport: Transport,
    private readonly tell: (event: ConversationEvent) => void,
  ) {
    this.inbox = new Inbox((message) => this.arrived(message))
    this.outbox = new Outbox(transport.own)
    this.line = new Line(transport, {
      hello: (id) =>
        this.session && !this.stopped
          ? { type: 'hello', id, token: this.session.token, conversation: this.session.conversation, after: this.inbox.last }
          : null,
      frame: (frame) => {
        if (!frame.conversation || frame.conversation === this.session?.conversation) this.heard(frame)
      },
      down: (code, wasReady) => this.lineDown(code, wasReady),
    })
  }

  get messages(): readonly Message[] {
    return this.inbox.messages
  }

  get outgoing(): readonly Outgoing[] {
    return this.outbox.items
  }

  /** Whether what is said now goes at once. */
  get canSend() {
    return this.line.ready || (this.polling && this.requestsWork)
  }

  get reach(): Reach {
    if (!this.session || this.line.ready) return this.session ? 'live' : 'none'
    if (!this.transport.isOnline()) return 'offline'
    if (this.polling && this.requestsWork) return 'slow'
    if (this.line.downSince === 0 || this.transport.now() - this.line.downSince < BLINK_MS) return 'live'
    return this.line.greeted > 0 ? 'reconnecting' : 'connecting'
  }

  /* ---------- session ---------- */

  /** Goes on where this device left off. @returns whether there was anything to go on with */
  resume(): boolean {
    const kept = this.transport.shared.read(SESSION_KEY) as Session | null
    if (!kept?.token || !kept.conversation || !kept.shopper) return false
    this.outbox.restore(kept.conversation)
    this.begin(kept)
    return true
  }

  /**
   * Begins as this shopper; null is a new guest.
   *
   * @throws Problem
   */
  async open(shopper: string | null) {
    const session = await this.transport.logIn(shopper)
    this.outbox.items = [] // what one shopper typed is not sent in another's name
    this.session = null
    this.begin(session)
    this.saveOutbox()
  }

  /** A new conversation of the same shopper, when the old one is over or nothing goes any more. */
  async restart() {
    const was = this.session
    if (!was) return
    this.stopped = null
    this.renewedAt = -Infinity
    this.changed()
    try {
      const next = await this.transport.logIn(was.shopper.guest ? null : was.shopper.id)
      if (this.session === was) this.begin(next)
    } catch (failure) {
      if (this.session === was) this.stop('refused', wordsOf(failure))
    }
  }

  /** The page goes away; where it comes back, wake() goes on. */
  close() {
    this.epoch++
    this.line.drop()
    this.stopPolling()
    this.landLost()
  }

  /** One request with the shopper's token; the path is made anew, because a new session may bring a new conversation. */
  async ask<T>(method: string, path: (conversation: string) => string, content: RequestContent = {}): Promise<T> {
    return this.withToken((token, conversation) => this.transport.request<T>(method, path(conversation), { ...content, token }))
  }

  private async withToken<T>(act: (token: string, conversation: string) => Promise<T>): Promise<T> {
    const mine = this.epoch
    const once = () => {
      const session = this.session
      if (!session) throw new Problem(0, 'network', '')
      return act(session.token, encodeURIComponent(session.conversation))
    }
    try {
      return await once()
    } catch (failure) {
      if (!isProblem(failure) || !isOutdated(failure.status, failure.type) || mine !== this.epoch) throw failure
      await this.renew()
      return once()
    }
  }

  private begin(session: Session) {
    this.stopped = null
    this.line.drop()
    this.landLost()
    this.adopt(session)
    const mine = this.epoch
    this.sync()
      .catch(() => {}) // the socket brings the same, and says what is wrong
      .then(() => {
        if (mine === this.epoch) this.line.connect()
      })
  }

  private adopt(session: Session) {
    const moved = this.session?.conversation !== session.conversation
    this.session = session
    this.transport.shared.write(SESSION_KEY, session)
    if (moved) {
      this.epoch++
      this.inbox.clear()
      this.settleFlight()
      this.place = this.typing = null
      this.readByAgent = this.readWanted = 0
      this.settled = false
      for (const item of this.outbox.items) {
        if (item.state === 'sending' || item.state === 'sent') item.state = 'waiting'
        item.after = 0
      }
      this.saveOutbox()
      this.tell({ type: 'moved' })
    }
    this.enter(session.state)
  }

  /** The token was refused: take the one another window got, or ask for a new session, but not twice in a row. */
  private renew(): Promise<void> {
    this.renewing ??= this.renewOnce().finally(() => (this.renewing = null))
    return this.renewing
  }

  private async renewOnce() {
    const mine = this.epoch
    const was = this.session
    if (!was) throw new Problem(0, 'network', '')
    let next = this.transport.shared.read(SESSION_KEY) as Session | null
    if (!next || next.token === was.token || next.shopper.id !== was.shopper.id) {
      if (this.transport.now() - this.renewedAt < RENEW_AGAIN_MS) {
        this.stop('lost', '')
        throw new Problem(401, 'unauthorized', '')
      }
      try {
        next = await this.transport.logIn(was.shopper.guest ? null : was.shopper.id)
      } catch (failure) {
        if (isProblem(failure) && !failure.isNetwork && mine === this.epoch) this.stop('refused', failure.message)
        throw failure
      }
      this.renewedAt = this.transport.now()
    }
    if (mine !== this.epoch) throw new Problem(0, 'network', '')
    this.line.drop()
    this.landLost()
    this.adopt(next)
    this.line.connect()
  }

  private stop(kind: Stopped['kind'], text: string) {
    this.stopped = { kind, text }
    this.line.drop()
    this.landLost()
    this.stopPolling()
    this.changed()
  }

  private enter(state: ConversationState | undefined) {
    if (!state) return
    this.state = state
    if (state !== 'queued') this.place = null
    this.changed()
  }

  /* ---------- what arrives ---------- */

  private heard(frame: ServerFrame) {
    switch (frame.type) {
      case 'welcome':
        this.failures = 0
        this.stopPolling()
        if (frame.seq === 0) this.settled = true
        this.enter(frame.state)
        this.pump()
        break
      case 'message': {
        const message = { ...frame.message, seq: frame.seq || frame.message.seq }
        if (this.inbox.receive(message)) void this.fillGap()
        break
      }
      case 'ack': {
        const item = this.outbox.find(frame.id)
        if (item) this.delivered(item)
        if (this.flight?.live && this.flight.item.id === frame.id) this.land()
        break
      }
      case 'typing':
        if (frame.by !== 'shopper') this.showTyping(frame.on ? (frame.by ?? 'bot') : null)
        break
      case 'state':
        this.enter(frame.state)
        break
      case 'queue':
        this.place = { position: frame.position, waitSeconds: frame.waitSeconds ?? null, offered: frame.offered }
        this.changed()
        break
      case 'read':
        if (frame.by === 'agent' && frame.seq > this.readByAgent) {
          this.readByAgent = frame.seq
          this.changed()
        }
        break
      case 'rate':
        this.tell({ type: 'rate', reasons: frame.reasons })
        break
      case 'error':
        this.refused(frame.id, frame.error)
        break
      default: // pong, and whatever a newer service may say
    }
  }

  private arrived(message: Message) {
    const own = message.author === 'shopper' ? this.outbox.find(message.clientMessageId) : undefined
    if (own) {
      this.outbox.remove(own)
      this.saveOutbox()
      if (this.flight?.live && this.flight.item === own) this.land() // the echo overtook the ack
    }
    if (message.author === 'bot' || message.author === 'agent') this.showTyping(null)
    this.tell({ type: 'arrived', message, live: this.settled })
    this.changed()
  }

  private refused(id: string | undefined, error: ProblemBody) {
    const type = String(error.type ?? '').replace(/^urn:xianda:problem:/, '')
    if (isOutdated(error.status ?? 0, type)) return this.line.broken(4401)
    if (id && id === this.line.helloId && !this.line.ready) return // the close code that follows says what to do
    const text = error.detail ?? error.title ?? ''
    const item = this.outbox.find(id)
    if (!item) return this.tell({ type: 'refused', text })
    this.refuse(item, type, text)
    if (this.flight?.item === item) this.land()
  }

  private async fillGap() {
    if (this.filling) return
    this.filling = true
    const mine = this.epoch
    let wait = 0
    try {
      if (this.syncing) await this.syncing.catch(() => {}) // it may have been asked before the gap was seen
      await this.sync()
      if (mine === this.epoch && this.inbox.hasGap) this.inbox.skipGap()
    } catch {
      wait = 2000 // not reached: the gap stays until it can be
    }
    this.filling = false
    if (this.inbox.hasGap) {
      this.transport.setTimer(() => {
        if (this.inbox.hasGap) void this.fillGap()
      }, wait)
    }
  }

  /** Fetches by requests what came after the last message shown. */
  private sync(): Promise<void> {
    this.syncing ??= this.syncOnce().finally(() => (this.syncing = null))
    return this.syncing
  }

  private async syncOnce() {
    for (let from = -1; from !== this.inbox.last; ) {
      const mine = this.epoch
      from = this.inbox.last
      const page = await this.ask<{ messages: Message[]; state: ConversationState }>(
        'GET',
        (conversation) => `/conversations/${conversation}/messages?after=${from}&limit=${PAGE}`,
      )
      if (mine !== this.epoch) return
      this.inbox.accept(page.messages ?? [])
      this.enter(page.state)
      if ((page.messages ?? []).length < PAGE) break
    }
    this.settled = true
    this.changed()
  }

  private showTyping(who: 'bot' | 'agent' | null) {
    this.transport.clearTimer(this.typingTimer)
    if (who) this.typingTimer = this.transport.setTimer(() => this.showTyping(null), TYPING_MS)
    if (this.typing === who) return
    this.typing = who
    this.changed()
  }

  /* ---------- the line ---------- */

  /** Somebody looks at the page again, or the network is back. */
  wake() {
    if (this.session && !this.stopped && !this.renewing && !this.syncing) this.line.connectNow()
    this.pump() // pictures need no socket
    this.changed()
  }

  /** The network is gone, or says so. */
  doubt() {
    this.line.doubt()
    this.changed()
  }

  retryNow() {
    this.line.retryNow()
    this.changed()
  }

  private lineDown(code: number, wasReady: boolean) {
    const item = this.flight?.live ? this.flight.item : null
    this.landLost()
    if (code === 1009 && item) this.fail(item, { kind: 'too-big', text: '' })
    if (!wasReady && ++this.failures >= 2) this.startPolling()
    if (code === 4401 || code === 4404) {
      this.renew().catch((failure) => {
        if (isProblem(failure) && failure.isNetwork && !this.stopped) this.line.retryLater()
      })
    } else if (!this.stopped) {
      this.line.retryLater()
    }
    this.transport.clearTimer(this.blinkTimer)
    this.blinkTimer = this.transport.setTimer(() => this.changed(), BLINK_MS + 20)
    this.changed()
  }

  /** What was in flight when the line broke is not known to have arrived: the same id goes out again. */
  private landLost() {
    this.showTyping(null)
    if (!this.flight?.live) return
    const { item } = this.flight
    this.settleFlight()
    if (item.state === 'sending') item.state = 'waiting'
  }

  private startPolling() {
    if (this.polling || this.stopped) return
    this.polling = true
    void this.poll()
  }

  private async poll() {
    if (!this.transport.isHidden() && this.session) {
      try {
        await this.sync()
        this.requestsWork = true
      } catch {
        this.requestsWork = false // the reach says so
      }
      if (!this.polling) return
      this.changed()
      if (this.requestsWork) this.pump()
    }
    this.pollTimer = this.transport.setTimer(() => void this.poll(), POLL_MS)
  }

  private stopPolling() {
    this.polling = this.requestsWork = false
    this.transport.clearTimer(this.pollTimer)
  }

  /* ---------- what is said ---------- */

  /** @returns whether there was anything to say */
  say(text: string, pictures: unknown[] = []): boolean {
    const words = text.trim()
    if ((words === '' && pictures.length === 0) || !this.session) return false
    this.outbox.items.push({
      id: this.transport.newId(),
      text: words,
      at: new Date(this.transport.now()).toISOString(),
      pictures: pictures.map((source) => ({ source, name: null, progress: 0 })),
      state: pictures.length > 0 ? 'uploading' : 'waiting',
      failure: null,
      tries: 0,
      after: this.inbox.last,
    })
    this.toldTyping = 0
    this.saveOutbox()
    this.changed()
    this.pump()
    return true
  }

  /** The shopper wants what failed to be sent after all; in a new conversation where the old one is over. */
  resend(id: string) {
    const item = this.outbox.find(id)
    if (!item || item.state !== 'failed' || item.failure?.kind === 'photo-lost') return
    item.state = item.pictures.some((picture) => picture.name === null) ? 'uploading' : 'waiting'
    item.failure = null
    item.tries = 0
    this.outbox.toEnd(item)
    this.saveOutbox()
    this.changed()
    if (this.state === 'closed') void this.restart()
    else if (this.canSend) this.pump()
    else this.wake()
  }

  /** @returns what it was, to be written anew */
  takeBack(id: string): Outgoing | undefined {
    const item = this.outbox.find(id)
    if (!item) return undefined
    this.outbox.remove(item)
    this.saveOutbox()
    this.changed()
    return item
  }

  private pump() {
    if (this.flight || !this.session || this.stopped || this.state === 'closed') return
    const item = this.outbox.next()
    if (!item) return
    if (item.state === 'uploading') return void this.upload(item)
    if (item.state !== 'waiting' || !this.canSend) return
    item.state = 'sending'
    item.tries++
    this.flight = { item, live: this.line.ready, timer: null }
    if (this.flight.live) this.sendLive(item, this.flight)
    else void this.post(item, this.flight)
    this.changed()
  }

  private sendLive(item: Outgoing, flight: Flight) {
    flight.timer = this.transport.setTimer(() => {
      if (item.tries < TRIES) return this.line.broken(0)
      this.fail(item, { kind: 'no-answer', text: '' })
      this.land()
    }, ACK_MS)
    const photos = photosOf(item)
    this.line.send({ type: 'say', id: item.id, text: item.text, ...(photos.length > 0 && { photos }) })
  }

  private async post(item: Outgoing, mine: Flight) {
    const era = this.epoch
    this.showTyping('bot')
    const photos = photosOf(item)
    try {
      await this.ask('POST', (conversation) => `/conversations/${conversation}/messages`, {
        body: { clientMessageId: item.id, text: item.text, ...(photos.length > 0 && { photos }) },
        timeout: 60_000,
      })
      if (this.outbox.has(item)) this.delivered(item)
      if (era === this.epoch) await this.sync().catch(() => {}) // the next poll brings it
    } catch (failure) {
      if (this.outbox.has(item) && item.state === 'sending') {
        if (isProblem(failure) && failure.isNetwork && item.tries < TRIES) {
          item.state = 'waiting'
          this.requestsWork = false
        } else {
          this.refuse(item, isProblem(failure) ? failure.type : '', wordsOf(failure))
        }
      }
    }
    if (this.flight === mine) {
      this.showTyping(null)
      this.land()
    }
  }

  private async upload(item: Outgoing) {
    if (this.uploading || !this.transport.isOnline()) return
    this.uploading = true
    try {
      for (const picture of item.pictures) {
        if (picture.name !== null) continue
        const kept = await this.withToken((token, conversation) =>
          this.transport.upload<KeptPhoto>(`/conversations/${conversation}/photos`, picture.source, token, (share) => {
            picture.progress = share
            this.changed()
          }),
        )
        picture.name = kept.name
        picture.progress = 1
      }
      item.state = 'waiting'
      item.tries = 0
    } catch (failure) {
      for (const picture of item.pictures) if (picture.name === null) picture.progress = 0
      const again = isProblem(failure) && failure.isNetwork && ++item.tries < TRIES
      if (again) this.transport.setTimer(() => this.pump(), 2000 * item.tries)
      else if (isProblem(failure) && failure.type === 'conversation-closed') this.refuse(item, failure.type, failure.message)
      else this.fail(item, { kind: 'photo', text: wordsOf(failure) })
      this.uploading = false
      this.changed()
      if (!again) this.pump()
      return
    }
    this.uploading = false
    this.saveOutbox()
    this.changed()
    this.pump()
  }

  /** The message in flight is settled: the next one may go. */
  private land() {
    this.settleFlight()
    this.changed()
    this.pump()
  }

  private settleFlight() {
    if (this.flight) this.transport.clearTimer(this.flight.timer)
    this.flight = null
  }

  private delivered(item: Outgoing) {
    item.state = 'sent'
    item.failure = null
    this.saveOutbox()
    this.changed()
    this.transport.setTimer(() => {
      if (this.outbox.has(item)) this.sync().catch(() => {}) // its echo got lost; the next message fills the gap
    }, 3000)
  }

  private refuse(item: Outgoing, type: string, text: string) {
    const over = type === 'conversation-closed'
    this.fail(item, { kind: over ? 'over' : 'refused', text })
    if (over) this.enter('closed')
  }

  private fail(item: Outgoing, failure: Failure) {
    item.state = 'failed'
    item.failure = failure
    item.after = this.inbox.last // it stays where it was in the talk, later messages go below
    this.saveOutbox()
    this.changed()
  }

  private saveOutbox() {
    this.outbox.save(this.session?.conversation ?? null)
  }

  /* ---------- beside the messages ---------- */

  /** The shopper types, or stopped; only a person cares. */
  tellTyping(on: boolean) {
    if (!this.line.ready || this.state !== 'served') return
    const now = this.transport.now()
    if (on ? now - this.toldTyping < 5_000 : this.toldTyping === 0) return
    this.toldTyping = on ? now : 0
    this.line.send({ type: 'typing', on })
  }

  /** The shopper has seen everything up to here; told a little later, for several at once. */
  readUpTo(seq: number) {
    if (seq <= this.readWanted || !this.session) return
    const mine = this.epoch
    this.readWanted = seq
    this.transport.clearTimer(this.readTimer)
    this.readTimer = this.transport.setTimer(() => {
      if (mine !== this.epoch) return
      this.ask('POST', (conversation) => `/conversations/${conversation}/read`, { body: { seq: this.readWanted } }).catch(() => {
        if (mine === this.epoch) this.readWanted = 0 // told with the next look
      })
    }, READ_MS)
  }

  async leaveQueue(instead: Instead) {
    const now = await this.ask<{ state: ConversationState }>('POST', (conversation) => `/conversations/${conversation}/queue/leave`, {
      body: { instead },
    })
    this.enter(now.state)
  }

  thumb(seq: number, thumb: 'UP' | 'DOWN') {
    return this.ask<null>('POST', (conversation) => `/conversations/${conversation}/messages/${seq}/thumb`, { body: { thumb } })
  }

  ratingAsked() {
    return this.ask<RatingAsked>('GET', (conversation) => `/conversations/${conversation}/rating`)
  }

  rate(rating: { stars: number; reasons: string[]; comment: string }) {
    return this.ask<{ rating: Rating; repeated: boolean }>('POST', (conversation) => `/conversations/${conversation}/rating`, {
      body: rating,
    })
  }

  /** A new link to a picture of the conversation; links are good for minutes only. */
  photoLink(name: string) {
    return this.ask<KeptPhoto>('GET', (conversation) => `/conversations/${conversation}/photos/${encodeURIComponent(name)}`)
  }

  private changed() {
    this.tell({ type: 'changed' })
  }
}

function isOutdated(status: number, type: string) {
  return status === 401 || type === 'token-expired' || type === 'unauthorized'
}

function photosOf(item: Outgoing) {
  return item.pictures.map((picture) => picture.name).filter((name) => name !== null)
}

function wordsOf(failure: unknown) {
  return failure instanceof Error ? failure.message : ''
}

export type { Outgoing, Session, Shopper }
