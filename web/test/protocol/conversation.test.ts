import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Conversation } from '@/protocol/conversation'
import { Problem } from '@/protocol/http'
import { bot, connected, FakeTransport, frameOf, own, seqs, SESSION, settle } from './fakes'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('sending', () => {
  it('has one message in flight, and the next goes when that one is acknowledged', async () => {
    const { transport, conversation } = await connected()
    conversation.say('一')
    conversation.say('二')
    conversation.say('三')
    expect(transport.socket.says).toMatchObject([{ id: 'id-1', text: '一' }])

    transport.socket.hear({ type: 'ack', conversation: 'c1', id: 'id-1', seq: 1 })
    expect(transport.socket.says).toHaveLength(2)
    transport.socket.hear({ type: 'ack', conversation: 'c1', id: 'id-2', seq: 2 })
    expect(transport.socket.says.map((frame) => frame.type === 'say' && frame.text)).toEqual(['一', '二', '三'])
  })

  it('takes the echo for the acknowledgement when it overtakes it', async () => {
    const { transport, conversation } = await connected()
    conversation.say('一')
    conversation.say('二')
    transport.socket.hear(frameOf(own(1, 'id-1', '一')))
    expect(transport.socket.says).toHaveLength(2)
    transport.socket.hear({ type: 'ack', conversation: 'c1', id: 'id-1', seq: 1 })
    expect(transport.socket.says).toHaveLength(2)
    expect(conversation.outgoing.map((item) => item.id)).toEqual(['id-2'])
    expect(seqs(conversation)).toEqual([1])
  })

  it('sends the same id again after a reconnect when it was not acknowledged', async () => {
    const { transport, conversation } = await connected()
    conversation.say('一')
    transport.socket.onclose?.(1006)
    await vi.advanceTimersByTimeAsync(1000)
    expect(transport.sockets).toHaveLength(2)
    expect(transport.socket.says).toEqual([])
    transport.socket.welcome()
    expect(transport.socket.says).toMatchObject([{ id: 'id-1', text: '一' }])
  })

  it('keeps what waits over a reload, for the same conversation only', async () => {
    const { transport, conversation } = await connected()
    transport.socket.onclose?.(1006)
    conversation.say('写在断线时')
    conversation.close()

    const reloaded = new Conversation(transport, () => {})
    expect(reloaded.resume()).toBe(true)
    await settle()
    transport.socket.welcome()
    expect(transport.socket.says).toMatchObject([{ id: 'id-1', text: '写在断线时' }])

    transport.shared.write('xianda.session', { ...SESSION, conversation: 'c2' })
    const other = new Conversation(transport, () => {})
    other.resume()
    expect(other.outgoing).toEqual([])
  })

  it('fails after three tries without an answer, and goes on with the next', async () => {
    const { transport, conversation } = await connected()
    conversation.say('没人应')
    conversation.say('下一条')
    for (let n = 0; n < 3; n++) {
      await vi.advanceTimersByTimeAsync(15_000)
      if (n < 2) {
        await vi.advanceTimersByTimeAsync(4_000)
        transport.socket.welcome()
      }
    }
    expect(conversation.outgoing[0]).toMatchObject({ state: 'failed', failure: { kind: 'no-answer' } })
    expect(transport.socket.says.at(-1)).toMatchObject({ text: '下一条' })
  })

  it('shows why a message was refused, stays connected and can be sent again under its id', async () => {
    const { transport, conversation } = await connected()
    conversation.say('太长')
    transport.socket.hear({ type: 'error', id: 'id-1', error: { type: 'urn:xianda:problem:too-large', detail: '太长了', status: 413 } })
    expect(conversation.outgoing[0]).toMatchObject({ state: 'failed', failure: { kind: 'refused', text: '太长了' } })
    expect(transport.socket.isClosed).toBe(false)
    conversation.resend('id-1')
    expect(transport.socket.says).toHaveLength(2)
    expect(transport.socket.says[1]).toMatchObject({ id: 'id-1' })
  })

  it('does not send again what was too big for a frame', async () => {
    const { transport, conversation } = await connected()
    conversation.say('大')
    transport.socket.onclose?.(1009)
    await vi.advanceTimersByTimeAsync(1000)
    transport.socket.welcome()
    expect(conversation.outgoing[0]).toMatchObject({ state: 'failed', failure: { kind: 'too-big' } })
    expect(transport.socket.says).toEqual([])
  })

  it('begins a new conversation when what is sent again was said to one that is over', async () => {
    const { transport, conversation } = await connected()
    conversation.say('还在吗')
    transport.socket.hear({ type: 'error', id: 'id-1', error: { type: 'urn:xianda:problem:conversation-closed', status: 409 } })
    expect(conversation.state).toBe('closed')
    transport.sessions = [{ ...SESSION, token: 'token-2', conversation: 'c2' }]
    conversation.resend('id-1')
    await settle()
    transport.socket.welcome()
    expect(conversation.session?.conversation).toBe('c2')
    expect(transport.socket.says).toMatchObject([{ id: 'id-1', text: '还在吗' }])
  })
})

describe('pictures', () => {
  it('are uploaded first and then named in the message, and later words wait for them', async () => {
    const { transport, conversation } = await connected()
    conversation.say('坏了', ['picture-a', 'picture-b'])
    conversation.say('您看')
    await settle()
    expect(transport.uploads).toEqual(['picture-a', 'picture-b'])
    expect(transport.socket.says).toMatchObject([{ id: 'id-1', text: '坏了', photos: ['photo-1', 'photo-2'] }])
    transport.socket.hear({ type: 'ack', conversation: 'c1', id: 'id-1', seq: 1 })
    expect(transport.socket.says[1]).toMatchObject({ text: '您看' })
  })

  it('that were refused can be sent again, and those that went up before do not go twice', async () => {
    const { transport, conversation } = await connected()
    transport.uploadAnswer = async () => {
      if (transport.uploads.length === 2) throw new Problem(422, 'no-photo', '不是照片')
      return { name: `photo-${transport.uploads.length}` }
    }
    conversation.say('', ['a', 'b'])
    await settle()
    expect(conversation.outgoing[0]).toMatchObject({ state: 'failed', failure: { kind: 'photo', text: '不是照片' } })
    conversation.resend('id-1')
    await settle()
    expect(transport.uploads).toEqual(['a', 'b', 'b'])
    expect(transport.socket.says).toMatchObject([{ photos: ['photo-1', 'photo-3'] }])
  })

  it('that did not get up before a reload are lost, and it says so', async () => {
    const { transport, conversation } = await connected()
    transport.uploadAnswer = () => new Promise(() => {})
    conversation.say('', ['a'])
    conversation.close()
    const reloaded = new Conversation(transport, () => {})
    reloaded.resume()
    expect(reloaded.outgoing[0]).toMatchObject({ state: 'failed', failure: { kind: 'photo-lost' } })
  })
})

describe('receiving', () => {
  it('shows each message once and in order', async () => {
    const { transport, conversation } = await connected()
    for (const seq of [1, 1, 2, 1, 3, 3]) transport.socket.hear(frameOf(bot(seq, String(seq))))
    expect(seqs(conversation)).toEqual([1, 2, 3])
  })

  it('fetches what is missing before it shows what follows', async () => {
    const { transport, conversation } = await connected()
    transport.socket.hear(frameOf(bot(1, '一')))
    transport.record = [bot(1, '一'), bot(2, '二'), bot(3, '三'), bot(4, '四')]
    transport.socket.hear(frameOf(bot(4, '四')))
    expect(seqs(conversation)).toEqual([1])
    await settle()
    expect(seqs(conversation)).toEqual([1, 2, 3, 4])
  })

  it('goes on behind a hole that the record has too', async () => {
    const { transport, conversation } = await connected()
    transport.socket.hear(frameOf(bot(3, '三')))
    await settle()
    expect(seqs(conversation)).toEqual([3])
  })

  it('asks for what comes after the last one it has when it greets again', async () => {
    const { transport } = await connected()
    transport.socket.hear(frameOf(bot(1, '一')))
    transport.socket.hear(frameOf(bot(2, '二')))
    transport.socket.onclose?.(1006)
    await vi.advanceTimersByTimeAsync(1000)
    transport.socket.onopen?.()
    expect(transport.socket.sent[0]).toMatchObject({ type: 'hello', after: 2 })
  })

  it('drops frames of another conversation', async () => {
    const { transport, conversation } = await connected()
    transport.socket.hear({ ...frameOf(bot(1, '别人的')), conversation: 'c9' })
    expect(seqs(conversation)).toEqual([])
  })

  it('tells messages read back from those that arrive', async () => {
    const transport = new FakeTransport()
    transport.record = [bot(1, '旧')]
    const { events } = await connected(transport)
    transport.socket.hear(frameOf(bot(2, '新')))
    expect(events.filter((event) => event.type === 'arrived')).toMatchObject([{ live: false }, { live: true }])
  })
})

describe('the line', () => {
  it('comes back after 1 s, 2 s, 4 s and so on, never later than 30 s', async () => {
    const { transport } = await connected()
    const waits: number[] = []
    for (let n = 0; n < 7; n++) {
      const before = Date.now()
      const count = transport.sockets.length
      transport.socket.onclose?.(1006)
      while (transport.sockets.length === count) await vi.advanceTimersByTimeAsync(500)
      waits.push((Date.now() - before) / 1000)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30])
  })

  it('comes back at once when somebody looks again', async () => {
    const { transport, conversation } = await connected()
    transport.socket.onclose?.(1006)
    conversation.wake()
    expect(transport.sockets).toHaveLength(2)
  })

  it('notices by its pings that the other end is gone', async () => {
    const { transport } = await connected()
    await vi.advanceTimersByTimeAsync(25_000)
    expect(transport.socket.sent.at(-1)).toMatchObject({ type: 'ping' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(transport.sockets[0]!.isClosed).toBe(true)
    expect(transport.sockets).toHaveLength(2)
  })

  it('falls back to requests when sockets are blocked, and leaves that when they are not', async () => {
    const transport = new FakeTransport()
    transport.hasSockets = false
    const conversation = new Conversation(transport, () => {})
    await conversation.open('lin')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(conversation.reach).toBe('slow')
    conversation.say('几点能送到')
    await settle()
    expect(conversation.messages.map((message) => message.author)).toEqual(['shopper', 'bot'])
    expect(conversation.outgoing).toEqual([])

    transport.record.push(bot(3, '还有一句'))
    await vi.advanceTimersByTimeAsync(4_000)
    expect(seqs(conversation)).toEqual([1, 2, 3])

    transport.hasSockets = true
    while (transport.sockets.length === 0) await vi.advanceTimersByTimeAsync(500)
    transport.socket.welcome(3)
    expect(conversation.reach).toBe('live')
    const asked = transport.requests.length
    await vi.advanceTimersByTimeAsync(12_000)
    expect(transport.requests).toHaveLength(asked)
  })

  it('says nothing about a blink, then that it is being mended, and that there is no network', async () => {
    const { transport, conversation } = await connected()
    transport.socket.onclose?.(1006)
    expect(conversation.reach).toBe('live')
    await vi.advanceTimersByTimeAsync(1_600)
    expect(conversation.reach).toBe('reconnecting')
    transport.online = false
    expect(conversation.reach).toBe('offline')
  })
})

describe('the session', () => {
  for (const code of [4401, 4404]) {
    it(`is renewed once when the line closes with ${code}`, async () => {
      const { transport, conversation } = await connected()
      transport.sessions = [{ ...SESSION, token: 'token-2' }]
      transport.socket.onclose?.(code)
      await settle()
      transport.socket.onopen?.()
      expect(transport.socket.sent[0]).toMatchObject({ type: 'hello', token: 'token-2' })

      transport.socket.onclose?.(code)
      await vi.advanceTimersByTimeAsync(30_000)
      expect(transport.logIns).toHaveLength(2)
      expect(conversation.stopped).toMatchObject({ kind: 'lost' })
      expect(transport.sockets).toHaveLength(2)
    })
  }

  it('is taken from another window that has renewed it already', async () => {
    const { transport } = await connected()
    transport.shared.write('xianda.session', { ...SESSION, token: 'token-of-the-other' })
    transport.socket.onclose?.(4401)
    await settle()
    transport.socket.onopen?.()
    expect(transport.socket.sent[0]).toMatchObject({ token: 'token-of-the-other' })
    expect(transport.logIns).toHaveLength(1)
  })

  it('is renewed for a request too, which is then made again', async () => {
    const { transport, conversation } = await connected()
    transport.refuseToken = 'token-1'
    transport.sessions = [{ ...SESSION, token: 'token-2' }]
    await conversation.ask('GET', () => '/tickets')
    expect(transport.requests.filter((request) => request.path === '/tickets').map((request) => request.options.token)).toEqual([
      'token-1',
      'token-2',
    ])
  })

  it('that comes with another conversation empties the window', async () => {
    const { transport, conversation, events } = await connected()
    transport.socket.hear(frameOf(bot(1, '旧的')))
    transport.sessions = [{ ...SESSION, conversation: 'c2' }]
    await conversation.restart()
    await settle()
    expect(conversation.messages).toEqual([])
    expect(events.filter((event) => event.type === 'moved')).toHaveLength(2)
  })

  it('of another shopper takes along nothing that was written before', async () => {
    const { transport, conversation } = await connected()
    transport.socket.onclose?.(1006)
    conversation.say('林女士写的')
    transport.sessions = [{ ...SESSION, shopper: { id: 'wu', name: '吴女士', guest: false }, conversation: 'c3' }]
    await conversation.open('wu')
    expect(conversation.outgoing).toEqual([])
    expect(transport.own.read('xianda.outbox')).toBeNull()
  })
})

describe('beside the messages', () => {
  it('tells the newest message read, once for several', async () => {
    const { transport, conversation } = await connected()
    conversation.readUpTo(1)
    conversation.readUpTo(2)
    conversation.readUpTo(2)
    await vi.advanceTimersByTimeAsync(1_000)
    const told = transport.requests.filter((request) => request.path.endsWith('/read'))
    expect(told.map((request) => request.options.body)).toEqual([{ seq: 2 }])
  })

  it('tells a person that the shopper types, and not the bot', async () => {
    const { transport, conversation } = await connected()
    conversation.tellTyping(true)
    transport.socket.hear({ type: 'state', conversation: 'c1', state: 'served' })
    conversation.tellTyping(true)
    conversation.tellTyping(true)
    conversation.tellTyping(false)
    conversation.tellTyping(false)
    expect(transport.socket.sent.filter((frame) => frame.type === 'typing')).toEqual([
      { type: 'typing', on: true },
      { type: 'typing', on: false },
    ])
  })

  it('knows the place in the queue until somebody comes', async () => {
    const { transport, conversation } = await connected()
    transport.socket.hear({ type: 'state', conversation: 'c1', state: 'queued' })
    transport.socket.hear({ type: 'queue', conversation: 'c1', position: 2, waitSeconds: 90, offered: false })
    expect(conversation.place).toEqual({ position: 2, waitSeconds: 90, offered: false })
    transport.socket.hear({ type: 'state', conversation: 'c1', state: 'served' })
    expect(conversation.place).toBeNull()
  })

  it('forgets who types when the line breaks', async () => {
    const { transport, conversation } = await connected()
    transport.socket.hear({ type: 'typing', conversation: 'c1', by: 'agent', on: true })
    expect(conversation.typing).toBe('agent')
    transport.socket.onclose?.(1006)
    expect(conversation.typing).toBeNull()
  })
})
