import { describe, expect, it } from 'vitest'
import { byDue, clockOf, nextPromise } from '@/desk/tickets/promise'
import { at, NOON, ticket } from './tickets'

const MINUTE = 60_000

describe('the clock of a promised time', () => {
  it('runs down, is warned when the service says so, and is over to the second', () => {
    expect(clockOf(ticket(), 'firstReply', NOON)).toEqual({ mood: 'calm', left: 60 * MINUTE, still: false })
    const warned = ticket({ firstReply: { at: at(60), was: 'warned' } })
    expect(clockOf(warned, 'firstReply', NOON + 50 * MINUTE).mood).toBe('warned')
    expect(clockOf(warned, 'firstReply', NOON + 60 * MINUTE).mood).toBe('breached')
  })

  it('stands still while the shopper is asked', () => {
    const asked = ticket({ state: 'waiting', waitingSince: at(30), firstReplyAt: at(30) })
    expect(clockOf(asked, 'resolution', NOON + 31 * MINUTE)).toEqual({ mood: 'calm', left: 90 * MINUTE, still: true })
    expect(clockOf(asked, 'resolution', NOON + 900 * MINUTE)).toEqual({ mood: 'calm', left: 90 * MINUTE, still: true })
  })

  it('tells whether it was kept once it is done', () => {
    expect(clockOf(ticket({ firstReplyAt: at(59) }), 'firstReply', NOON).mood).toBe('kept')
    expect(clockOf(ticket({ firstReplyAt: at(70) }), 'firstReply', NOON)).toMatchObject({ mood: 'missed', left: -10 * MINUTE })
    expect(clockOf(ticket({ state: 'resolved', resolvedAt: at(100) }), 'resolution', NOON).mood).toBe('kept')
  })

  it('is first the one of the first reply, then that of the resolution', () => {
    expect(nextPromise(ticket())).toBe('firstReply')
    expect(nextPromise(ticket({ firstReplyAt: at(5) }))).toBe('resolution')
  })
})

describe('what is due first', () => {
  it('comes first; what stands still comes after it, what is done last', () => {
    const soon = ticket({ number: 'soon', firstReply: { at: at(10), was: 'in_time' } })
    const later = ticket({ number: 'later' })
    const asked = ticket({ number: 'asked', waitingSince: at(1), firstReply: { at: at(5), was: 'in_time' } })
    const done = ticket({ number: 'done', state: 'resolved', resolvedAt: at(1) })
    expect([done, asked, later, soon].sort(byDue).map((one) => one.number)).toEqual(['soon', 'later', 'asked', 'done'])
  })
})
