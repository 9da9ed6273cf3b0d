import { describe, expect, it } from 'vitest'
import { timeline } from '@/desk/conversations/timeline'
import { merged, missingAfter } from '@/desk/messageRuns'
import type { Whisper } from '@/desk/records'
import type { Outgoing } from '@/desk/threads'
import type { Author, Message } from '@/protocol/messages'

const at = (minute: number, day = 23) => `2026-11-${day}T10:${String(minute).padStart(2, '0')}:00+08:00`
const said = (seq: number, minute: number, author: Author = 'shopper', text = `${seq}`, day = 23): Message => ({
  seq,
  author,
  at: at(minute, day),
  parts: [{ type: 'text', text }],
  ...(author === 'agent' ? { by: '小李' } : {}),
})
const whisper = (number: number, afterSeq: number, minute: number): Whisper => ({ number, afterSeq, by: 'a-li', at: at(minute), text: 'w' })
const outgoing = (text: string, afterSeq: number, state: Outgoing['state'] = 'sending'): Outgoing => ({
  clientMessageId: 'x',
  kind: 'message',
  text,
  photos: [],
  afterSeq,
  at: at(30),
  state,
  trouble: '',
})
const keys = (...given: Parameters<typeof timeline>) => timeline(...given).map((line) => line.key)

describe('the lines of a conversation', () => {
  it('begin each day of the shop with a rule, whatever the zone of the browser', () => {
    const lines = [said(1, 1), { ...said(2, 2), at: '2026-11-23T16:30:00Z' }]
    expect(keys(lines, [], [], '小李', null)).toEqual(['d2026-11-23', 'm1', 'd2026-11-24', 'm2'])
  })

  it('have whispers where they were written', () => {
    const lines = [said(1, 1), said(2, 5), said(3, 9)]
    expect(keys(lines, [whisper(7, 1, 2), whisper(8, 3, 10)], [], '小李', null)).toEqual(['d2026-11-23', 'm1', 'w7', 'm2', 'm3', 'w8'])
  })

  it('leave out whispers from before what is loaded', () => {
    expect(keys([said(50, 1), said(51, 2)], [whisper(1, 3, 1), whisper(2, 50, 2)], [], '小李', null)).toEqual([
      'd2026-11-23',
      'm50',
      'w2',
      'm51',
    ])
  })

  it('name an author once for what is said in one go', () => {
    const lines = timeline([said(1, 1), said(2, 2), said(3, 3, 'bot'), said(4, 20, 'bot')], [], [], '小李', null)
    expect(lines.flatMap((line) => (line.kind === 'message' ? [line.follows] : []))).toEqual([false, true, false, false])
  })

  it('show the line above what is new', () => {
    expect(keys([said(1, 1), said(2, 2)], [], [], '小李', 1)).toEqual(['d2026-11-23', 'm1', 'new', 'm2'])
  })

  it('do not show a message twice while its sending is being confirmed', () => {
    const messages = [said(1, 1), said(2, 2, 'agent', '您好')]
    expect(keys(messages, [], [outgoing('您好', 1)], '小李', null)).not.toContain('ox')
    expect(keys(messages, [], [outgoing('您好', 2)], '小李', null)).toContain('ox')
    expect(keys(messages, [], [outgoing('您好', 1, 'failed')], '小李', null)).toContain('ox')
  })
})

describe('runs of messages', () => {
  it('come together in order, each place once', () => {
    expect(merged([said(3, 3), said(4, 4)], [said(1, 1), said(2, 2), said(3, 3)]).map((each) => each.seq)).toEqual([1, 2, 3, 4])
    expect(merged([said(3, 3)], [said(4, 4)]).map((each) => each.seq)).toEqual([3, 4])
  })

  it('know where something is missing', () => {
    expect(missingAfter([said(3, 3), said(4, 4)])).toBeNull()
    expect(missingAfter([said(3, 3), said(6, 4)])).toBe(3)
  })
})
