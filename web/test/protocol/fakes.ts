import { Conversation, type ConversationEvent } from '@/protocol/conversation'
import type { ClientFrame, ServerFrame, Session } from '@/protocol/frames'
import { Problem } from '@/protocol/problem'
import type { ConversationState, Message } from '@/protocol/messages'
import type { LiveSocket, RequestContent, Store, Transport } from '@/protocol/transport'
import { vi } from 'vitest'

export class FakeSocket implements LiveSocket {
  onopen: (() => void) | null = null
  onmessage: ((text: string) => void) | null = null
  onclose: ((code: number) => void) | null = null
  sent: ClientFrame[] = []
  isClosed = false

  send(text: string) {
    this.sent.push(JSON.parse(text) as ClientFrame)
  }

  close() {
    this.isClosed = true
  }

  hear(frame: ServerFrame) {
    this.onmessage?.(JSON.stringify(frame))
  }

  /** What was said over this connection. */
  get says() {
    return this.sent.filter((frame) => frame.type === 'say')
  }

  /** Opens it as the service does, up to `welcome`. */
  welcome(seq = 0, state: ConversationState = 'bot') {
    this.onopen?.()
    const hello = this.sent.find((frame) => frame.type === 'hello')
    if (hello?.type !== 'hello') throw new Error('not greeted')
    this.hear({ type: 'welcome', id: hello.id, conversation: hello.conversation, seq, state })
  }
}

export class MemoryStore implements Store {
  readonly kept = new Map<string, string>()

  read(key: string): unknown {
    return JSON.parse(this.kept.get(key) ?? 'null')
  }

  write(key: string, value: unknown) {
    this.kept.set(key, JSON.stringify(value))
  }

  remove(key: string) {
    this.kept.delete(key)
  }
}

export const SESSION: Session = {
  token: 'token-1',
  expiresAt: '2026-11-23T23:00:00Z',
  shopper: { id: 'lin', name: '林女士', guest: false },
  conversation: 'c1',
  state: 'bot',
  shop: '小满鲜生',
}

/** A shop behind a fake network. */
export class FakeTransport implements Transport {
  sockets: FakeSocket[] = []
  logIns: (string | null)[] = []
  requests: { method: string; path: string; options: RequestContent }[] = []
  /** What the record holds. */
  record: Message[] = []
  state: ConversationState = 'bot'
  sessions: Session[] = [SESSION]
  isUp = true
  hasSockets = true
  online = true
  shared = new MemoryStore()
  own = new MemoryStore()
  uploads: unknown[] = []
  uploadAnswer: () => Promise<{ name: string }> = async () => ({ name: `photo-${this.uploads.length}` })
  refuseToken: string | null = null
  private ids = 0

  get socket(): FakeSocket {
    const newest = this.sockets.at(-1)
    if (!newest) throw new Error('no socket')
    return newest
  }

  openSocket() {
    if (!this.hasSockets) throw new Error('blocked')
    const socket = new FakeSocket()
    this.sockets.push(socket)
    return socket
  }

  async logIn(shopper: string | null): Promise<Session> {
    this.logIns.push(shopper)
    if (!this.isUp) throw new Problem(0, 'network', '连不上')
    const next = this.sessions.length > 1 ? this.sessions.shift() : this.sessions[0]
    if (!next) throw new Error('no session to give')
    return next
  }

  async request<T>(method: string, path: string, options: RequestContent = {}): Promise<T> {
    this.requests.push({ method, path, options })
    if (!this.isUp) throw new Problem(0, 'network', '连不上')
    if (options.token === this.refuseToken) throw new Problem(401, 'token-expired', '过期了')
    const after = /messages\?after=(\d+)/.exec(path)
    if (after) {
      return { messages: this.record.filter((message) => message.seq > Number(after[1])), state: this.state } as T
    }
    if (method === 'POST' && path.endsWith('/messages')) {
      const body = options.body as { clientMessageId: string; text: string }
      const message = own(this.record.length + 1, body.clientMessageId, body.text)
      this.record.push(message, bot(this.record.length + 2, `答：${body.text}`))
      return { message, replies: [], state: 'bot', repeated: false } as T
    }
    return null as T
  }

  async upload<T>(_path: string, source: unknown, _token: string, progress: (share: number) => void): Promise<T> {
    this.uploads.push(source)
    progress(0.5)
    return (await this.uploadAnswer()) as T
  }

  now = () => Date.now()
  setTimer = (then: () => void, ms: number) => setTimeout(then, ms)
  clearTimer = (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>)
  random = () => 1
  newId = () => `id-${++this.ids}`
  isOnline = () => this.online
  isHidden = () => false
}

export function own(seq: number, id: string, text: string): Message {
  return { seq, author: 'shopper', at: '2026-11-23T10:00:00+08:00', clientMessageId: id, parts: [{ type: 'text', text }] }
}

export function bot(seq: number, text: string): Message {
  return { seq, author: 'bot', at: '2026-11-23T10:00:01+08:00', parts: [{ type: 'text', text }] }
}

export const frameOf = (message: Message): ServerFrame => ({ type: 'message', conversation: 'c1', seq: message.seq, message })

/** Lets all that needs no time happen. */
export const settle = () => vi.advanceTimersByTimeAsync(0)

/** A conversation that is greeted and can send. */
export async function connected(transport = new FakeTransport()) {
  const events: ConversationEvent[] = []
  const conversation = new Conversation(transport, (event) => events.push(event))
  await conversation.open('lin')
  await settle()
  transport.socket.welcome(transport.record.length)
  await settle()
  return { transport, conversation, events }
}

export const seqs = (conversation: Conversation) => conversation.messages.map((message) => message.seq)
