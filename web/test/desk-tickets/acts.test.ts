import { describe, expect, it } from 'vitest'
import { allowedActs, decisionOn, type RefundDecision } from '@/desk/tickets/ticket'
import { at, NOON, ticket } from './tickets'

const sun = { name: 'a-sun', supervisor: false }
const chen = { name: 'a-chen', supervisor: true }
const acts = (...of: Parameters<typeof allowedActs>) => [...allowedActs(...of)].sort()

describe('what may be done to a ticket', () => {
  it('is for an agent to take or begin a free one, and to note something', () => {
    expect(acts(ticket(), sun, NOON)).toEqual(['comment', 'start', 'take'])
  })

  it('is everything but to assign for whoever has it', () => {
    expect(acts(ticket({ assignee: 'a-sun', state: 'in_progress' }), sun, NOON)).toEqual(
      ['ask', 'comment', 'group', 'priority', 'refunds', 'resolve', 'say'].sort(),
    )
  })

  it('is to note something where a colleague has it', () => {
    expect(acts(ticket({ assignee: 'a-zhou' }), sun, NOON)).toEqual(['comment'])
  })

  it('is for supervisors to assign and to take out of another hand', () => {
    expect(acts(ticket({ assignee: 'a-zhou' }), chen, NOON)).toEqual(expect.arrayContaining(['assign', 'take', 'refunds']))
  })

  it('is not to ask whom there is nobody to ask, nor to decide about money of what is no claim', () => {
    const nobodys = allowedActs(ticket({ shopper: undefined, assignee: 'a-sun' }), sun, NOON)
    expect(nobodys.has('ask') || nobodys.has('say') || nobodys.has('refunds')).toBe(false)
    expect(allowedActs(ticket({ kind: 'complaint' }), chen, NOON).has('refunds')).toBe(false)
  })

  it('is to reopen what was resolved for seven days, and no longer', () => {
    const resolved = ticket({ state: 'resolved', resolvedAt: at(0), assignee: 'a-sun' })
    expect(acts(resolved, sun, NOON)).toEqual(['close', 'comment', 'reopen'])
    expect(acts(resolved, sun, NOON + 7 * 24 * 3_600_000)).toEqual(['close', 'comment'])
  })
})

describe('the decision about an item', () => {
  const made = (attempt: number, status: RefundDecision['status']): RefundDecision => ({
    attempt,
    item: 'apple5',
    amount: 10,
    by: 'a-sun',
    at: at(attempt),
    status,
  })

  it('is the one that stands, or the refused one that asks for another', () => {
    expect(decisionOn('apple5', [made(1, 'refused'), made(2, 'pending')])?.attempt).toBe(2)
    expect(decisionOn('apple5', [made(1, 'refused')])?.status).toBe('refused')
    expect(decisionOn('pear', [made(1, 'applied')])).toBeUndefined()
  })
})
