import type { ClientFrame, ServerFrame } from './frames'
import type { LiveSocket, Timer, Transport } from './transport'

const PING_MS = 25_000
const PONG_MS = 10_000
/** After sleep or a change of network an answer is awaited no longer than this. */
const IMPATIENT_MS = 5_000
const WELCOME_MS = 12_000
const SHORTEST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

interface Ends {
  /** The first frame of a connection; null where there is nothing to connect to. */
  hello(id: string): ClientFrame | null
  frame(frame: ServerFrame): void
  /** It broke, or never came about; `code` is the close code, 0 where there is none. */
  down(code: number, wasReady: boolean): void
}

/** The live connection: it greets, keeps alive, notices when the other end is gone, and comes back. */
export class Line {
  /** Greeted and answered: frames may go. */
  ready = false
  /** How often it was greeted; 0 while it has never been up. */
  greeted = 0
  /** Since when it is down; 0 while it is up or not wanted. */
  downSince = 0
  helloId = ''
  private socket: LiveSocket | null = null
  private isOpen = false
  private attempts = 0
  private retryTimer: Timer = null
  private welcomeTimer: Timer = null
  private pingTimer: Timer = null
  private pongTimer: Timer = null

  constructor(
    private readonly transport: Transport,
    private readonly ends: Ends,
  ) {}

  get isConnecting() {
    return this.socket !== null && !this.ready
  }

  connect() {
    this.clear('retryTimer')
    if (this.socket || !this.ends.hello('')) return
    this.downSince ||= this.transport.now()
    let mine: LiveSocket
    try {
      mine = this.socket = this.transport.openSocket()
    } catch {
      return this.broken(0) // no sockets here: the way by requests takes over
    }
    this.welcomeTimer = this.transport.setTimer(() => {
      if (mine === this.socket && !this.ready) this.broken(0)
    }, WELCOME_MS)
    mine.onopen = () => {
      if (mine !== this.socket) return
      this.isOpen = true
      this.helloId = `h${++this.greeted}`
      const hello = this.ends.hello(this.helloId)
      if (hello) this.send(hello)
    }
    mine.onmessage = (text) => {
      if (mine === this.socket) this.heard(text)
    }
    mine.onclose = (code) => {
      if (mine === this.socket) this.broken(code)
    }
  }

  /** At once: somebody looks again, or the network is back. */
  connectNow() {
    this.attempts = 0
    if (!this.socket) this.connect()
    else if (this.ready) this.ping(IMPATIENT_MS)
  }

  /** Gives up an attempt that takes long, for a new one. */
  retryNow() {
    if (this.isConnecting) this.drop()
    this.connectNow()
  }

  /** The network says that it is gone; the socket may not know it yet. */
  doubt() {
    if (this.ready) this.ping(IMPATIENT_MS)
  }

  /** The next attempt after 1 s, 2 s … 30 s, less up to half at random, so that not all come back at once. */
  retryLater() {
    this.clear('retryTimer')
    const most = Math.min(LONGEST_RETRY_MS, SHORTEST_RETRY_MS * 2 ** this.attempts++)
    this.retryTimer = this.transport.setTimer(() => this.connect(), most * (0.5 + this.transport.random() / 2))
  }

  send(frame: ClientFrame) {
    if (this.socket && this.isOpen) this.socket.send(JSON.stringify(frame))
  }

  drop() {
    const old = this.socket
    this.socket = null
    this.ready = this.isOpen = false
    this.clear('welcomeTimer')
    this.clear('pongTimer')
    this.clear('pingTimer')
    this.clear('retryTimer')
    if (!old) return
    old.onopen = old.onmessage = old.onclose = null
    old.close()
  }

  /** As if it had closed with this code. */
  broken(code: number) {
    const wasReady = this.ready
    this.drop()
    this.downSince ||= this.transport.now()
    this.ends.down(code, wasReady)
  }

  private heard(text: string) {
    this.clear('pongTimer')
    let frame: ServerFrame
    try {
      frame = JSON.parse(text) as ServerFrame
    } catch {
      return // nothing that this protocol knows
    }
    if (frame?.type === 'welcome') {
      this.ready = true
      this.attempts = this.downSince = 0
      this.clear('welcomeTimer')
      this.schedulePing()
    }
    if (frame) this.ends.frame(frame)
  }

  private schedulePing() {
    this.clear('pingTimer')
    this.pingTimer = this.transport.setTimer(() => {
      this.ping(PONG_MS)
      this.schedulePing()
    }, PING_MS)
  }

  private ping(patience: number) {
    if (this.pongTimer !== null) return
    this.send({ type: 'ping', id: `p${this.transport.now()}` })
    const mine = this.socket
    this.pongTimer = this.transport.setTimer(() => {
      this.pongTimer = null
      if (!mine || mine !== this.socket) return
      this.broken(0)
      this.connectNow()
    }, patience)
  }

  private clear(timer: 'retryTimer' | 'welcomeTimer' | 'pingTimer' | 'pongTimer') {
    if (this[timer] !== null) this.transport.clearTimer(this[timer])
    this[timer] = null
  }
}
