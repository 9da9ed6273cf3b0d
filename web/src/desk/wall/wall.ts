/** What the wall shows, as `/desk/queue`, `/desk/conversations/…` and `/desk/figures` tell; docs/figures.md defines the figures. */
import type { Colleague, Presence } from '../tickets/colleagues'
import { clockOf } from '../tickets/promise'
import { isUnfinished, type Ticket } from '../tickets/ticket'

export interface ShownCase {
  conversation: string
  shopper: string
  guest: boolean
  channel: string
  state: 'waiting' | 'offered' | 'served' | 'transfer'
  urgent: boolean
  group: string
  reason: string
  intent?: string
  mood?: string
  queuedAt: string
  waitingSince: string
  agent?: string
  offeredTo?: string
  unread: number
  last?: string
}

export interface QueueLength {
  group: string
  length: number
  /** Since when the longest waits. */
  oldest: string
}

export interface WaitingRoom {
  lengths: QueueLength[]
  /** The next first. */
  conversations: ShownCase[]
}

/** Seconds. */
export interface Times {
  count: number
  median: number
  p90: number
}

export interface FigureLine {
  key: string
  came: number
  taken: number
  abandoned: number
  abandonment: number | null
  waiting: Times | null
  firstReply: Times | null
  resolution: number | null
  satisfaction: { ratings: number; mean: number | null; satisfied: number | null }
}

export interface FiguresAnswer {
  total: FigureLine
  rows: FigureLine[]
}

/** A group with all that is known of its queue. */
export interface GroupQueue {
  group: string
  length: number
  /** Milliseconds; null where nobody waits. */
  longest: number | null
  /** What half of today's shoppers waited at most, in milliseconds: as much as one can expect. Null without any. */
  expected: number | null
  /** How many of its people are there and have room. */
  free: number
}

/** All groups that people serve or shoppers wait for, the longest queue first. */
export function groupQueues(lengths: QueueLength[], agents: Colleague[], figures: FigureLine[], now: number): GroupQueue[] {
  const names = new Set([...lengths.map((one) => one.group), ...agents.flatMap((one) => Object.keys(one.groups))])
  return [...names]
    .map((group) => {
      const queue = lengths.find((one) => one.group === group)
      const waiting = figures.find((one) => one.key === group)?.waiting
      return {
        group,
        length: queue?.length ?? 0,
        longest: queue && queue.length > 0 ? Math.max(0, now - Date.parse(queue.oldest)) : null,
        expected: waiting ? waiting.median * 1000 : null,
        free: agents.filter((one) => one.groups[group] !== undefined && isFree(one)).length,
      }
    })
    .sort((a, b) => b.length - a.length || (b.longest ?? 0) - (a.longest ?? 0) || a.group.localeCompare(b.group))
}

export const isFree = (agent: Colleague) => agent.presence === 'online' && agent.load < agent.capacity

const PRESENCE_ORDER: Presence[] = ['online', 'busy', 'away', 'offline']

/** Who is there first, among them the busiest. */
export function byPresence(a: Colleague, b: Colleague): number {
  return (
    PRESENCE_ORDER.indexOf(a.presence) - PRESENCE_ORDER.indexOf(b.presence) ||
    b.load / b.capacity - a.load / a.capacity ||
    a.name.localeCompare(b.name)
  )
}

/** The tickets that a supervisor has to look at: a time is over, or most of it is. */
export function pressing(tickets: Ticket[], now: number): Ticket[] {
  const worst = (ticket: Ticket) => {
    const moods = [clockOf(ticket, 'firstReply', now).mood, clockOf(ticket, 'resolution', now).mood]
    return moods.includes('breached') ? 0 : moods.includes('warned') ? 1 : 2
  }
  return tickets
    .filter((ticket) => isUnfinished(ticket.state) && worst(ticket) < 2)
    .sort((a, b) => worst(a) - worst(b) || Date.parse(a.resolution.at) - Date.parse(b.resolution.at))
}

/** How long is too long to wait, in milliseconds: from then on it is shown as a warning, from the second on as bad. */
export const WAIT_WARNED = 60_000
export const WAIT_BAD = 180_000
export const waitMood = (ms: number) => (ms >= WAIT_BAD ? 'bad' : ms >= WAIT_WARNED ? 'warn' : '')
