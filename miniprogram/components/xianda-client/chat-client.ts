import { Conversation, type RatingAsked } from '@/protocol/conversation'
import type { Session } from '@/protocol/frames'
import type { Message } from '@/protocol/messages'
import { isProblem } from '@/protocol/transport'
import { WxTransport } from './wx-transport'

const LINK_MARGIN_MS = 60_000
const READ_KEY = 'xianda.read'
const THUMBS_KEY = 'xianda.thumbs'

export type Thumb = 'UP' | 'DOWN'

/** A component that shows something of the conversation. */
export interface Watcher {
  /** Something is different now; told once for several changes. */
  changed(): void
  /** Said once, where there is somebody to say it to. */
  notice?(text: string): void
  /** Whether the shopper sees the messages there now. */
  looks(): boolean
}

interface KeptRead {
  conversation: string
  seq: number
}

interface KeptThumbs {
  conversation: string
  given: Record<number, Thumb>
}

/**
 * The one conversation of this mini-program with one service, however many pages show something of it. It is connected
 * as long as any of them does, and follows what the platform tells of background and network.
 */
export class ChatClient {
  readonly conversation: Conversation
  rating: RatingAsked | null = null
  thumbs: Record<number, Thumb> = {}
  /** Why it could not be opened. */
  trouble = ''
  isOpening = false
  private readonly transport: WxTransport
  private readonly watchers = new Set<Watcher>()
  private readonly links = new Map<string, { url: string; until: number }>()
  private readonly ownPictures = new Map<string, string>()
  private seen = 0
  private isDue = false
  private isUp = false
  private wasClosed = false

  constructor(
    private readonly server: string,
    app: string,
  ) {
    this.transport = new WxTransport(server, app)
    this.conversation = new Conversation(this.transport, (event) => {
      if (event.type === 'refused') this.notice(event.text)
      if (event.type === 'moved') this.enter()
      if (event.type === 'rate') this.rating = { due: true, reasons: event.reasons, given: null }
      this.changed()
    })
  }

  /* ---------- who looks ---------- */

  attach(watcher: Watcher) {
    this.watchers.add(watcher)
    this.changed()
    if (this.watchers.size > 1) return
    wx.onAppShow(this.appShown)
    wx.onAppHide(this.appHidden)
    wx.onNetworkStatusChange(this.networkChanged)
  }

  detach(watcher: Watcher) {
    if (!this.watchers.delete(watcher) || this.watchers.size > 0) return
    wx.offAppShow(this.appShown)
    wx.offAppHide(this.appHidden)
    // Before base library 2.9.3 it cannot be taken back; then it tells a conversation that is not up.
    wx.offNetworkStatusChange?.(this.networkChanged as () => void)
    this.isUp = false
    this.conversation.close()
  }

  /** Goes on with what this device knows, without logging in. @returns whether there was anything to go on with */
  resume(): boolean {
    if (this.isUp) return true
    // What this mini-program holds is more than what is stored, such as pictures under way.
    if (this.conversation.session) this.conversation.wake()
    else if (!this.conversation.resume()) return false
    this.isUp = true
    this.changed()
    return true
  }

  /** Goes on, or logs in. */
  async open() {
    if (this.isOpening || this.resume()) return
    this.isOpening = true
    this.trouble = ''
    this.changed()
    try {
      await this.conversation.open(null)
      this.isUp = true
    } catch (failure) {
      if (!isProblem(failure)) throw failure
      this.trouble = failure.message
    } finally {
      this.isOpening = false
      this.changed()
    }
    if (this.watchers.size === 0) {
      this.isUp = false
      this.conversation.close() // left while it was opened
    }
  }

  /** Somebody looks at a page again. */
  look() {
    if (this.isUp) this.conversation.wake()
    this.changed()
  }

  private readonly appShown = () => {
    this.transport.show()
    this.look()
  }

  private readonly appHidden = () => this.transport.hide()

  private readonly networkChanged = ({ isConnected }: WechatMiniprogram.OnNetworkStatusChangeListenerResult) => {
    this.transport.network(isConnected)
    if (!this.isUp) return
    if (isConnected) this.conversation.wake()
    else this.conversation.doubt()
  }

  private changed() {
    if (this.isDue) return
    this.isDue = true
    void Promise.resolve().then(() => {
      this.isDue = false
      this.follow()
      for (const watcher of this.watchers) watcher.changed()
    })
  }

  private notice(text: string) {
    for (const watcher of this.watchers) watcher.notice?.(text)
  }

  /** Does something, and says why it did not go. @returns whether it went */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (failure) {
      if (!isProblem(failure)) throw failure
      this.notice(failure.message)
      return false
    }
  }

  /* ---------- what follows from what was said ---------- */

  private get id(): string {
    return this.conversation.session?.conversation ?? ''
  }

  private enter() {
    this.rating = null
    const read = this.transport.shared.read(READ_KEY) as KeptRead | null
    this.seen = read && read.conversation === this.id ? read.seq : 0
    const thumbs = this.transport.shared.read(THUMBS_KEY) as KeptThumbs | null
    this.thumbs = thumbs && thumbs.conversation === this.id ? thumbs.given : {}
  }

  private follow() {
    const isClosed = this.conversation.state === 'closed'
    if (isClosed && !this.wasClosed) void this.askRating()
    this.wasClosed = isClosed
    if (this.isHidden || !Array.from(this.watchers).some((watcher) => watcher.looks())) return
    const newest = this.theirs[this.theirs.length - 1]
    if (!newest || newest.seq <= this.seen) return
    this.seen = newest.seq
    this.transport.shared.write(READ_KEY, { conversation: this.id, seq: newest.seq })
    this.conversation.readUpTo(newest.seq)
  }

  private get theirs(): Message[] {
    return this.conversation.messages.filter((message) => message.author !== 'shopper')
  }

  get isHidden(): boolean {
    return this.transport.isHidden()
  }

  /** How many messages nobody has looked at. */
  get unread(): number {
    return this.isUp ? this.theirs.filter((message) => message.seq > this.seen).length : 0
  }

  private async askRating() {
    try {
      const asked = await this.conversation.ratingAsked()
      if (this.conversation.state === 'closed') this.rating = asked
      this.changed()
    } catch {
      // Not asked then: nobody misses a question.
    }
  }

  rate(stars: number, reasons: string[], comment: string): Promise<boolean> {
    return this.attempt(async () => {
      const given = await this.conversation.rate({ stars, reasons, comment })
      this.rating = { due: false, reasons: this.rating?.reasons ?? [], given: given.rating }
      this.changed()
    })
  }

  async thumb(seq: number, thumb: Thumb) {
    const before = this.thumbs
    if (before[seq] === thumb) return
    this.thumbs = { ...before, [seq]: thumb }
    this.changed()
    if (await this.attempt(() => this.conversation.thumb(seq, thumb))) {
      this.transport.shared.write(THUMBS_KEY, { conversation: this.id, given: this.thumbs })
    } else {
      this.thumbs = before
      this.changed()
    }
  }

  /* ---------- pictures ---------- */

  /** What this device has sent itself needs no link. */
  rememberPicture(name: string, path: string) {
    this.ownPictures.set(name, path)
  }

  /** The picture as it can be shown now, or an empty text. */
  picture(name: string): string {
    const link = this.links.get(name)
    return this.ownPictures.get(name) ?? (link && link.until - LINK_MARGIN_MS > this.transport.now() ? link.url : '')
  }

  /** Asks for a link to it; @returns whether there is one */
  fetchPicture(name: string): Promise<boolean> {
    this.ownPictures.delete(name) // it cannot be shown from here, else nobody had asked
    return this.conversation.photoLink(name).then(
      (kept) => {
        const url = kept.url.charAt(0) === '/' ? this.server + kept.url : kept.url
        this.links.set(name, { url, until: Date.parse(kept.expiresAt) })
        this.changed()
        return true
      },
      () => false, // shown as gone; a tap asks again
    )
  }
}

const clients = new Map<string, ChatClient>()

/** The conversation with this service, the same for all components. */
export function clientOf(server: string, app: string): ChatClient {
  const origin = server.replace(/\/+$/, '')
  const key = `${app} ${origin}`
  let client = clients.get(key)
  if (!client) clients.set(key, (client = new ChatClient(origin, app)))
  return client
}

export type { Session }
