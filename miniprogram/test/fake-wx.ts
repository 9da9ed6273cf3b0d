import type { ClientFrame, ServerFrame } from '@/protocol/frames'
import type { ConversationState, Message } from '@/protocol/messages'
import { vi } from 'vitest'

type Heard = Record<string, (event: never) => void>

interface Request {
  method: string
  path: string
  token: string
  body: Record<string, unknown>
}

/** One connection as WeChat gives it. */
export class FakeSocketTask {
  sent: ClientFrame[] = []
  isClosed = false
  private readonly hears: Heard = {}

  onOpen = (hear: (event: never) => void) => void (this.hears.open = hear)
  onMessage = (hear: (event: never) => void) => void (this.hears.message = hear)
  onClose = (hear: (event: never) => void) => void (this.hears.close = hear)
  onError = (hear: (event: never) => void) => void (this.hears.error = hear)

  send({ data }: { data: string }) {
    this.sent.push(JSON.parse(data) as ClientFrame)
  }

  close() {
    this.isClosed = true
  }

  private tell(what: string, event: unknown) {
    this.hears[what]?.(event as never)
  }

  hear(frame: ServerFrame) {
    this.tell('message', { data: JSON.stringify(frame) })
  }

  /** It breaks, and WeChat says so. */
  breaks(code = 1006) {
    this.tell('close', { code, reason: '' })
  }

  error() {
    this.tell('error', { errMsg: 'connectSocket:fail' })
  }

  get says() {
    return this.sent.filter((frame) => frame.type === 'say')
  }

  get hello() {
    return this.sent.find((frame) => frame.type === 'hello')
  }

  get pings() {
    return this.sent.filter((frame) => frame.type === 'ping')
  }

  open(seq: number, state: ConversationState) {
    this.tell('open', {})
    const { hello } = this
    if (!hello) throw new Error('not greeted')
    this.hear({ type: 'welcome', id: hello.id, conversation: hello.conversation, seq, state })
  }
}

/** A phone with WeChat on it, and the service behind its network. */
export class FakePhone {
  sockets: FakeSocketTask[] = []
  requests: Request[] = []
  uploads: { filePath: string; token: string }[] = []
  went: string[] = []
  previewed: string[] = []
  storage = new Map<string, unknown>()
  record: Message[] = []
  state: ConversationState = 'bot'
  logins = 0
  badToken = ''
  isUp = true
  tabPages: string[] = []
  pictures: string[] = []
  life = 12 * 3_600_000
  answers: Record<string, unknown> = {}
  private appShow = new Set<() => void>()
  private appHide = new Set<() => void>()
  private networks = new Set<(now: { isConnected: boolean; networkType: string }) => void>()

  get socket(): FakeSocketTask {
    const newest = this.sockets.at(-1)
    if (!newest) throw new Error('no socket')
    return newest
  }

  hide() {
    for (const hear of this.appHide) hear()
  }

  show() {
    for (const hear of this.appShow) hear()
  }

  network(isConnected: boolean) {
    for (const hear of this.networks) hear({ isConnected, networkType: isConnected ? '4g' : 'none' })
  }

  get watched() {
    return this.appShow.size + this.appHide.size + this.networks.size
  }

  private answer(method: string, path: string, token: string, body: Record<string, unknown>): [number, unknown] {
    if (path === '/sessions/wechat') {
      this.logins++
      return [
        200,
        { token: `token-${this.logins}`, expiresAt: new Date(Date.now() + this.life).toISOString(), conversation: 'c1', state: this.state },
      ]
    }
    if (token === '' || token === this.badToken) return [401, { type: 'urn:xianda:problem:token-expired', detail: '请重新登录' }]
    const known = this.answers[`${method} ${path.replace(/^\/conversations\/c1/, '')}`]
    if (known !== undefined) return known as [number, unknown]
    const after = /messages\?after=(\d+)/.exec(path)
    if (after) return [200, { messages: this.record.filter((message) => message.seq > Number(after[1])), state: this.state }]
    if (method === 'GET' && path.includes('/photos/')) {
      const name = path.split('/').at(-1)
      return [200, { name, url: `/api/v1/photos/${name}?sig=1`, expiresAt: new Date(Date.now() + 900_000).toISOString() }]
    }
    if (method === 'POST' && path.endsWith('/messages')) return [200, { message: body, replies: [], state: this.state, repeated: false }]
    return [204, '']
  }

  wx() {
    const later = (act: () => void) => void Promise.resolve().then(act)
    const path = (url: string) => url.replace('https://chat.example.com/api/v1', '')
    const bearer = (header: Record<string, string>) => (header.Authorization ?? '').replace('Bearer ', '')
    return {
      login: vi.fn(({ success }) => later(() => success({ code: `code-${this.logins + 1}` }))),
      request: ({ url, method, header, data, success, fail, complete }: never) => {
        const call = { method, path: path(url), token: bearer(header), body: data ? JSON.parse(data) : {} } as Request
        this.requests.push(call)
        later(() => {
          ;(complete as () => void)()
          if (!this.isUp) return (fail as () => void)()
          const [statusCode, json] = this.answer(call.method, call.path, call.token, call.body)
          ;(success as (a: unknown) => void)({ statusCode, data: json === '' ? '' : JSON.stringify(json) })
        })
      },
      uploadFile: ({ filePath, header, success }: never) => {
        this.uploads.push({ filePath, token: bearer(header) })
        const n = this.uploads.length
        later(() => (success as (a: unknown) => void)({ statusCode: 200, data: JSON.stringify({ name: `photo-${n}`, url: '', expiresAt: '' }) }))
        return { onProgressUpdate: (hear: (now: { progress: number }) => void) => hear({ progress: 50 }) }
      },
      connectSocket: ({ url }: { url: string }) => {
        if (url !== 'wss://chat.example.com/ws') throw new Error(`connected to ${url}`)
        const task = new FakeSocketTask()
        this.sockets.push(task)
        return task
      },
      getStorageSync: (key: string) => this.storage.get(key) ?? '',
      setStorage: ({ key, data }: { key: string; data: unknown }) => void this.storage.set(key, structuredClone(data)),
      removeStorage: ({ key }: { key: string }) => void this.storage.delete(key),
      getNetworkType: ({ success }: never) => (success as (a: unknown) => void)({ networkType: 'wifi' }),
      onNetworkStatusChange: (hear: never) => void this.networks.add(hear),
      offNetworkStatusChange: (hear: never) => void this.networks.delete(hear),
      onAppShow: (hear: never) => void this.appShow.add(hear),
      offAppShow: (hear: never) => void this.appShow.delete(hear),
      onAppHide: (hear: never) => void this.appHide.add(hear),
      offAppHide: (hear: never) => void this.appHide.delete(hear),
      navigateTo: ({ url, fail }: { url: string; fail: () => void }) =>
        this.tabPages.includes(url) ? fail() : void this.went.push(`page ${url}`),
      switchTab: ({ url, fail }: { url: string; fail: () => void }) =>
        this.tabPages.includes(url) ? void this.went.push(`tab ${url}`) : fail(),
      redirectTo: ({ fail }: { fail: () => void }) => fail(),
      chooseImage: ({ success }: never) => (success as (a: unknown) => void)({ tempFilePaths: this.pictures }),
      compressImage: ({ src, success }: never) => (success as (a: unknown) => void)({ tempFilePath: `${src}.small` }),
      previewImage: ({ urls }: { urls: string[] }) => void (this.previewed = urls),
      getSystemInfoSync: () => ({ windowWidth: 375, windowHeight: 700 }),
    }
  }
}
