import { describe, expect, it } from 'vitest'
import { fitted } from '@/chat/compress'
import { rowsOf, type MessageRow } from '@/chat/rows'
import { clock, dayName, dayOf } from '@/chat/times'
import type { Message } from '@/protocol/messages'
import type { Outgoing } from '@/protocol/outbox'

const zone = { day: dayOf, minute: clock }

function message(seq: number, author: Message['author'], at: string, more: Partial<Message> = {}): Message {
  return { seq, author, at: `2026-11-23T${at}+08:00`, parts: [{ type: 'text', text: `${seq}` }], ...more }
}

function outgoing(id: string, state: Outgoing['state'], after: number): Outgoing {
  return { id, text: id, at: '2026-11-23T02:10:00Z', pictures: [], state, failure: null, tries: 0, after }
}

const shown = (messages: Message[], out: Outgoing[] = [], read = 0) => rowsOf(messages, out, read, zone)
const onlyMessages = (rows: ReturnType<typeof shown>) => rows.filter((row): row is MessageRow => row.type === 'message')

describe('what stands in the window', () => {
  it('has a line for each day of the shop', () => {
    const rows = shown([
      message(1, 'bot', '10:00:00', { at: '2026-11-22T23:59:00+08:00' }),
      message(2, 'bot', '10:00:00', { at: '2026-11-22T16:01:00Z' }),
    ])
    expect(rows.map((row) => row.type)).toEqual(['day', 'message', 'day', 'message'])
  })

  it('puts messages of one person together, with one time for the same minute', () => {
    const rows = onlyMessages(
      shown([message(1, 'bot', '10:00:01'), message(2, 'bot', '10:00:20'), message(3, 'bot', '10:01:00'), message(4, 'shopper', '10:01:10')]),
    )
    expect(rows.map((row) => row.follows)).toEqual([false, true, true, false])
    expect(rows.map((row) => row.showsTime)).toEqual([false, true, true, true])
  })

  it('does not put two agents together', () => {
    const rows = onlyMessages(shown([message(1, 'agent', '10:00:01', { by: '小周' }), message(2, 'agent', '10:00:05', { by: '小孙' })]))
    expect(rows.map((row) => row.follows)).toEqual([false, false])
  })

  it('lets only the choices of the newest answer be tapped', () => {
    const rows = onlyMessages(shown([message(1, 'bot', '10:00:00'), message(2, 'shopper', '10:00:05'), message(3, 'bot', '10:00:06'), message(4, 'shopper', '10:00:09')]))
    expect(rows.map((row) => row.live)).toEqual([false, false, true, false])
  })

  it('marks the last message that an agent has read', () => {
    const rows = onlyMessages(shown([message(1, 'shopper', '10:00:00'), message(2, 'shopper', '10:00:05'), message(3, 'agent', '10:01:06'), message(4, 'shopper', '10:02:00')], [], 3))
    expect(rows.map((row) => row.readHere)).toEqual([false, true, false, false])
  })

  it('keeps a failed message where it was, and what waits below', () => {
    const rows = onlyMessages(
      shown([message(1, 'bot', '10:00:00'), message(2, 'bot', '10:00:01')], [outgoing('waits', 'waiting', 2), outgoing('failed', 'failed', 1)]),
    )
    expect(rows.map((row) => row.key)).toEqual(['m1', 'failed', 'm2', 'waits'])
  })

  it('has the same key for a message on its way and for what comes back', () => {
    const before = onlyMessages(shown([], [outgoing('abc', 'sending', 0)]))
    const after = onlyMessages(shown([message(1, 'shopper', '10:00:00', { clientMessageId: 'abc' })]))
    expect(after[0]!.key).toBe(before[0]!.key)
  })

  it('asks whether an answer was of use, not whether a question was', () => {
    const rows = onlyMessages(shown([message(1, 'bot', '10:00:00'), message(2, 'bot', '10:00:01', { asks: 'order' }), message(3, 'agent', '10:00:02')]))
    expect(rows.map((row) => row.canThumb)).toEqual([true, false, false])
  })
})

describe('days', () => {
  const words = { today: '今天', yesterday: '昨天' }
  const now = new Date('2026-11-23T17:00:00Z') // 01:00 of the 24th in the shop

  it('are counted by the clock of the shop', () => {
    expect(dayName('2026-11-23T16:30:00Z', 'zh-CN', words, now)).toBe('今天')
    expect(dayName('2026-11-23T15:30:00Z', 'zh-CN', words, now)).toBe('昨天')
  })

  it('have the year when it is another one', () => {
    expect(dayName('2025-12-31T10:00:00+08:00', 'zh-CN', words, now)).toBe('2025年12月31日')
  })
})

describe('a picture', () => {
  it('is made smaller to an edge of 1600, and never larger', () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 })
    expect(fitted(1000, 8000)).toEqual({ width: 200, height: 1600 })
    expect(fitted(640, 480)).toEqual({ width: 640, height: 480 })
  })
})
