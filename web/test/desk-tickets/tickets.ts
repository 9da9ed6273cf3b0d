import type { Ticket } from '@/desk/tickets/ticket'

export const NOON = Date.parse('2026-11-24T04:00:00Z')
export const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString()

/** A claim that was opened at noon: a first reply within the hour, done within two. */
export function ticket(part: Partial<Ticket> = {}): Ticket {
  return {
    number: 'T20261124-0001',
    kind: 'claim',
    state: 'open',
    group: 'aftersale',
    priority: 'normal',
    reason: 'claim-in-review',
    shopper: 'wu',
    conversation: '5f0c2a31-7c1e-4b6c-9a55-0d9e6a3f1b20',
    order: 'XM2606150014',
    items: [{ item: 'apple5', name: '红富士苹果', problem: 'quality.spoiled', amount: 39.9 }],
    claimed: 39.9,
    openedAt: at(0),
    firstReply: { at: at(60), was: 'in_time' },
    resolution: { at: at(120), was: 'in_time' },
    version: 1,
    ...part,
  }
}
