import type { Session } from '@/protocol/frames'
import { lastWords, parse, Problem, problem } from '@/protocol/problem'
import type { LiveSocket, RequestContent, Store, Timer, Transport } from '@/protocol/transport'
import words from '../words.json'

const UPLOAD_MS = 90_000
const CONNECT_MS = 12_000
/** Five seconds after it went to the background, WeChat stops a mini-program and cuts its connections. */
const CUT_AFTER_MS = 5_000
/** A token that ends this soon is as good as over. */
const MARGIN_MS = 60_000
const SESSION_KEY = 'xianda.session'

type LoggedIn = Pick<Session, 'token' | 'expiresAt' | 'conversation' | 'state'>

/** What a conversation needs, as a mini-program has it. */
export class WxTransport implements Transport {
  readonly shared: Store
  /** A mini-program has one window. */
  readonly own: Store
  private readonly api: string
  private online = true
  private hiddenAt: number | null = null
  private socket: LiveSocket | null = null

  /**
   * @param server where the service is, such as `https://chat.example.com`
   * @param app the name under which the service knows this mini-program
   */
  constructor(
    private readonly server: string,
    private readonly app: string,
  ) {
    this.api = `${server}/api/v1`
    this.shared = this.own = storeOf(app)
    wx.getNetworkType({ success: ({ networkType }) => (this.online = networkType !== 'none') })
  }

  /* ---------- what the platform tells ---------- */

  network(isConnected: boolean) {
    this.online = isConnected
  }

  hide() {
    this.hiddenAt = this.now()
  }

  /** A connection that was cut in the background may still look alive: it is given up, so that a new one comes at once. */
  show() {
    const was = this.hiddenAt
    this.hiddenAt = null
    if (was !== null && this.now() - was >= CUT_AFTER_MS) this.socket?.onclose?.(0)
  }

  /* ---------- what a conversation asks ---------- */

  async logIn(): Promise<Session> {
    const code = await new Promise<string>((done, failed) =>
      wx.login({
        timeout: 10_000,
        success: (answer) => (answer.code ? done(answer.code) : failed(new Problem(0, 'network', words.entering.noCode))),
        fail: () => failed(new Problem(0, 'network', words.entering.noCode)),
      }),
    )
    const session = await this.request<LoggedIn>('POST', '/sessions/wechat', { body: { app: this.app, code } })
    // Who it is stays with the service; on this device there is only the one who uses WeChat.
    return { ...session, shopper: { id: this.app, name: '', guest: true }, shop: '' }
  }

  request<T>(method: string, path: string, { body, token, timeout = 15_000 }: RequestContent = {}): Promise<T> {
    if (token && this.isOver(token)) return Promise.reject(problem(401, { type: 'token-expired' }))
    return new Promise((done, failed) => {
      // Base libraries before 2.10 know no timeout of a single request.
      const tooLate = this.setTimer(() => failed(new Problem(0, 'network', lastWords.unreachable)), timeout)
      wx.request({
        url: this.api + path,
        method: method as 'GET' | 'POST',
        header: {
          Accept: 'application/json, application/problem+json',
          'Content-Type': 'application/json',
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        // As text: WeChat would read problem+json on some phones and not on others.
        dataType: '其他',
        ...(body !== undefined && { data: JSON.stringify(body) }),
        timeout,
        success: ({ statusCode, data }) => answer<T>(statusCode, data, done, failed),
        fail: () => failed(new Problem(0, 'network', lastWords.unreachable)),
        complete: () => this.clearTimer(tooLate),
      })
    })
  }

  /** @param source path of the picture on the phone */
  upload<T>(path: string, source: unknown, token: string, progress: (share: number) => void): Promise<T> {
    return new Promise((done, failed) => {
      const task = wx.uploadFile({
        url: this.api + path,
        filePath: String(source),
        name: 'photo',
        header: { Authorization: `Bearer ${token}`, Accept: 'application/json, application/problem+json' },
        timeout: UPLOAD_MS,
        success: ({ statusCode, data }) => answer<T>(statusCode, data, done, failed),
        fail: () => failed(new Problem(0, 'network', lastWords.unreachable)),
      })
      task.onProgressUpdate((now) => progress(now.progress / 100))
    })
  }

  openSocket(): LiveSocket {
    let isOver = false
    const socket: LiveSocket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (data) => task.send({ data, fail: () => over(0) }),
      close: () => {
        isOver = true
        task.close({ code: 1000 })
      },
    }
    // An error is followed by a close on some phones, and not on others.
    const over = (code: number) => {
      if (isOver) return
      isOver = true
      socket.onclose?.(code)
    }
    const task = wx.connectSocket({ url: `${this.server.replace(/^http/, 'ws')}/ws`, timeout: CONNECT_MS, fail: () => over(0) })
    task.onOpen(() => socket.onopen?.())
    task.onMessage(({ data }) => socket.onmessage?.(String(data)))
    task.onClose(({ code }) => over(code))
    task.onError(() => over(0))
    this.socket = socket
    return socket
  }

  now() {
    return Date.now()
  }

  setTimer(then: () => void, ms: number): Timer {
    return setTimeout(then, ms)
  }

  clearTimer(timer: Timer) {
    clearTimeout(timer as number)
  }

  random() {
    return Math.random()
  }

  /** Unique within a conversation, which is all that is asked of it. */
  newId() {
    let id = this.now().toString(16)
    while (id.length < 24) id += Math.floor(Math.random() * 16).toString(16)
    return id
  }

  isOnline() {
    return this.online
  }

  isHidden() {
    return this.hiddenAt !== null
  }

  private isOver(token: string): boolean {
    const session = this.shared.read(SESSION_KEY) as Session | null
    return session?.token === token && Date.parse(session.expiresAt) - MARGIN_MS < this.now()
  }
}

function answer<T>(status: number, data: unknown, done: (answer: T) => void, failed: (problem: Problem) => void) {
  const json = typeof data === 'string' ? parse(data) : data
  if (status >= 200 && status < 300) done(json as T)
  else failed(problem(status, json))
}

/** In memory and in WeChat's storage; what cannot be stored lives as long as the mini-program. */
function storeOf(app: string): Store {
  const memory = new Map<string, unknown>()
  const name = (key: string) => `${key}.${app}`
  return {
    read(key) {
      if (!memory.has(key)) {
        try {
          memory.set(key, wx.getStorageSync(name(key)) || null)
        } catch {
          memory.set(key, null)
        }
      }
      return memory.get(key)
    },
    write(key, value) {
      // A copy, as a storage gives one: what is kept must not change with what is shown.
      memory.set(key, JSON.parse(JSON.stringify(value)))
      wx.setStorage({ key: name(key), data: memory.get(key), fail: () => {} })
    },
    remove(key) {
      memory.set(key, null)
      wx.removeStorage({ key: name(key), fail: () => {} })
    },
  }
}
