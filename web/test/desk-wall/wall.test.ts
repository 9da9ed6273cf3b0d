import { describe, expect, it } from 'vitest'
import type { Colleague } from '@/desk/tickets/colleagues'
import { byPresence, groupQueues, pressing, waitMood, type FigureLine } from '@/desk/wall/wall'
import { at, NOON, ticket } from '../desk-tickets/tickets'

const agent = (name: string, part: Partial<Colleague> = {}): Colleague => ({
  name,
  shownAs: name,
  presence: 'online',
  capacity: 5,
  load: 0,
  idleSince: at(0),
  groups: { aftersale: 2 },
  ...part,
})
const figures = (key: string, median: number) =>
  ({ key, waiting: { count: 3, median, p90: median * 2 } }) as unknown as FigureLine

describe('the queues of the groups', () => {
  it('tell how many wait, how long, what one can expect, and who is free', () => {
    const [first, second] = groupQueues(
      [{ group: 'aftersale', length: 2, oldest: at(-3) }],
      [agent('a'), agent('b', { load: 5 }), agent('c', { presence: 'away' }), agent('d', { groups: { finance: 1 } })],
      [figures('aftersale', 90)],
      NOON,
    )
    expect(first).toEqual({ group: 'aftersale', length: 2, longest: 180_000, expected: 90_000, free: 1 })
    expect(second).toEqual({ group: 'finance', length: 0, longest: null, expected: null, free: 1 })
  })
})

describe('the agents', () => {
  it('are in the order of who is there, the busiest first', () => {
    const order = [agent('off', { presence: 'offline' }), agent('idle'), agent('full', { load: 5 }), agent('away', { presence: 'away' })]
    expect(order.sort(byPresence).map((one) => one.name)).toEqual(['full', 'idle', 'away', 'off'])
  })
})

describe('the tickets that press', () => {
  it('are those of which a time is over or nearly, the worst first, and none that is done', () => {
    const calm = ticket({ number: 'calm' })
    const warned = ticket({ number: 'warned', resolution: { at: at(120), was: 'warned' } })
    const late = ticket({ number: 'late', firstReply: { at: at(-1), was: 'in_time' } })
    const done = ticket({ number: 'done', state: 'closed', resolution: { at: at(-9), was: 'breached' } })
    expect(pressing([calm, warned, done, late], NOON).map((one) => one.number)).toEqual(['late', 'warned'])
  })
})

describe('a wait', () => {
  it('is a warning after a minute and bad after three', () => {
    expect([0, 59_999, 60_000, 180_000].map(waitMood)).toEqual(['', '', 'warn', 'bad'])
  })
})
