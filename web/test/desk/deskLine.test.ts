import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeskLine, type DeskNews, type LineState, type Socket } from '@/desk/deskLine'
import type { Message } from '@/protocol/messages'

class FakeSocket implements Socket {
  sent: Record<string, unknown>[] = []
  closed = false
  onopen: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }
  close() {
    this.closed = true
  }
  brings(...frames: object[]) {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) })
  }
  breaks(code = 1006) {
    this.onclose?.({ code })
  }
  welcomes(conversations: string[] = []) {
    this.onopen?.()
    this.brings({ type: 'welcome', id: 'hello', agent: 'a-li', conversations })
  }
}

const said = (seq: number): Message => ({ seq, author: 'shopper', at: '2026-11-23T10:00:00+08:00', parts: [{ type: 'text', text: `${seq}` }] })
const frame = (seq: number, conversation = 'c1') => ({ type: 'message', conversation, seq, message: said(seq) })

let sockets: FakeSocket[]
let news: DeskNews[]
let states: LineState[]
let token: string | null
let fill: ReturnType<typeof vi.fn<(conversation: string, after: number) => Promise<Message[]>>>
let line: DeskLine
const now = () => sockets.at(-1)!
const heard = (conversation = 'c1') =>
  news.flatMap((each) => (each.type === 'message' && each.conversation === conversation ? [each.message.seq] : []))
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  news = []
  states = []
  token = 'token'
  fill = vi.fn<(conversation: string, after: number) => Promise<Message[]>>(async () => [])
  line = new DeskLine({
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    token: () => token,
    fill,
    hear: (each) => news.push(each),
    stateChanged: (state) => states.push(state),
    random: () => 0,
  })
})
afterEach(() => {
  line.stop()
  vi.useRealTimers()
})

describe('the line of the desk', () => {
  it('says hello with what it has seen and is on when it is welcomed', () => {
    line.know('c1', 7)
    line.start()
    now().welcomes()
    expect(now().sent[0]).toMatchObject({ type: 'hello', token: 'token', seen: { c1: 7 } })
    expect(states).toEqual(['connecting', 'on'])
  })

  it('passes every message on once and in order', () => {
    line.know('c1', 2)
    line.start()
    now().welcomes()
    now().brings(frame(1), frame(2), frame(3), frame(3), frame(4), frame(2))
    expect(heard()).toEqual([3, 4])
  })

  it('fetches what is missing before it passes on what follows', async () => {
    line.know('c1', 1)
    line.start()
    now().welcomes()
    let answer: (messages: Message[]) => void = () => undefined
    fill.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    now().brings(frame(4), frame(5), frame(1, 'c2'))
    expect(fill).toHaveBeenCalledExactlyOnceWith('c1', 1)
    expect(heard()).toEqual([])
    expect(heard('c2')).toEqual([1])
    answer([said(2), said(3), said(4)])
    await settled()
    expect(heard()).toEqual([2, 3, 4, 5])
  })

  it('comes back when a gap cannot be filled, and asks for it again', async () => {
    line.know('c1', 1)
    line.start()
    now().welcomes()
    fill.mockRejectedValueOnce(new Error('away'))
    now().brings(frame(4))
    await settled()
    expect(states.at(-1)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1_000)
    now().welcomes()
    expect(now().sent[0]).toMatchObject({ seen: { c1: 1 } })
    now().brings(frame(2), frame(3), frame(4))
    expect(heard()).toEqual([2, 3, 4])
  })

  it('waits twice as long after each failure, at most half a minute, and begins anew once it was welcomed', async () => {
    line.start()
    for (const pause of [1, 2, 4, 8, 16, 30, 30]) {
      const before = sockets.length
      now().breaks()
      await vi.advanceTimersByTimeAsync(pause * 1_000 - 1)
      expect(sockets).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(sockets).toHaveLength(before + 1)
    }
    now().welcomes()
    now().breaks()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(states.at(-1)).toBe('connecting')
  })

  it('goes on after the last message when it comes back', async () => {
    line.start()
    now().welcomes()
    now().brings(frame(1), frame(2))
    now().breaks()
    await vi.advanceTimersByTimeAsync(1_000)
    now().welcomes()
    expect(now().sent[0]).toMatchObject({ seen: { c1: 2 } })
    now().brings(frame(2), frame(3))
    expect(heard()).toEqual([1, 2, 3])
  })

  it('tries at once when it is nudged', () => {
    line.start()
    now().breaks()
    line.nudge()
    expect(sockets).toHaveLength(2)
  })

  it('pings every 25 seconds and gives up a line that says nothing any more', async () => {
    line.start()
    now().welcomes()
    await vi.advanceTimersByTimeAsync(25_000)
    expect(now().sent.at(-1)).toMatchObject({ type: 'ping' })
    now().brings({ type: 'pong', id: 'ping' })
    await vi.advanceTimersByTimeAsync(25_000 + 9_999)
    expect(states.at(-1)).toBe('on')
    const silent = now()
    await vi.advanceTimersByTimeAsync(1)
    expect(silent.closed).toBe(true)
    expect(states.at(-1)).toBe('waiting')
  })

  it('does not try again with a token that was refused, until it is started', async () => {
    line.start()
    now().breaks(4401)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(states.at(-1)).toBe('refused')
    expect(sockets).toHaveLength(1)
    line.start()
    expect(sockets).toHaveLength(2)
  })

  it('follows again, after a break, what is not brought by itself', async () => {
    line.start()
    now().welcomes()
    line.know('c9', 3)
    line.look('c9')
    expect(now().sent.at(-1)).toEqual({ type: 'look', conversation: 'c9', after: 3 })
    now().breaks()
    await vi.advanceTimersByTimeAsync(1_000)
    now().welcomes(['c1'])
    expect(now().sent.filter((each) => each.type === 'look')).toEqual([{ type: 'look', conversation: 'c9', after: 3 }])
  })

  it('follows on when the service has left a conversation that is over', async () => {
    line.start()
    now().welcomes(['c1'])
    line.look('c1')
    const before = now().sent.length
    now().brings({ type: 'state', conversation: 'c1', state: 'closed' })
    await vi.advanceTimersByTimeAsync(500)
    expect(now().sent.slice(before)).toEqual([{ type: 'look', conversation: 'c1', after: 0 }])
  })

  it('hears nothing more from a connection that it has given up', async () => {
    line.start()
    now().welcomes()
    const old = now()
    const hears = old.onmessage!
    old.breaks()
    hears({ data: JSON.stringify(frame(1)) })
    expect(heard()).toEqual([])
  })
})
