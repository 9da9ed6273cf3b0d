/** Tickets as `/desk/tickets` shows them to the staff; docs/tickets.md says what their words mean. */

export const TICKET_STATES = ['open', 'in_progress', 'waiting', 'resolved', 'closed'] as const
export type TicketState = (typeof TICKET_STATES)[number]

export const TICKET_KINDS = ['claim', 'callback', 'complaint', 'food_safety', 'other'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

export const PRIORITIES = ['normal', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export const GROUPS = ['logistics', 'aftersale', 'order', 'marketing', 'finance', 'product', 'general'] as const

export interface Due {
  at: string
  /** As the service has told so far; it looks every minute. */
  was: 'in_time' | 'warned' | 'breached'
}

export interface ClaimedItem {
  item: string
  name: string
  /** The intent behind it, such as `quality.spoiled`. */
  problem: string
  /** What the rules give, in yuan. */
  amount?: number
}

export interface Ticket {
  number: string
  kind: TicketKind
  state: TicketState
  group: string
  priority: Priority
  assignee?: string
  reason: string
  shopper?: string
  conversation?: string
  order?: string
  items: ClaimedItem[]
  claimed?: number
  granted?: number
  openedAt: string
  firstReply: Due
  firstReplyAt?: string
  resolution: Due
  waitingSince?: string
  resolvedAt?: string
  closedAt?: string
  version: number
}

export interface TicketPhoto {
  name: string
  /** Good for a quarter of an hour. */
  link: string
}

export interface TimelineEntry {
  n: number
  at: string
  actor: 'shopper' | 'staff' | 'bot' | 'service'
  name?: string
  what: string
  value?: string
  text?: string
  photos: string[]
  /** Whether the shopper sees it. */
  visible: boolean
}

export interface RefundDecision {
  attempt: number
  item: string
  /** In yuan; missing when it was rejected. */
  amount?: number
  reason?: string
  by: string
  at: string
  status: 'pending' | 'applied' | 'refused'
  refusal?: string
}

export interface TicketDetail {
  ticket: Ticket
  photos: TicketPhoto[]
  timeline: TimelineEntry[]
  refunds: RefundDecision[]
}

/** Whoever acts. */
export interface Actor {
  name: string
  supervisor: boolean
}

export type Act =
  | 'take'
  | 'assign'
  | 'group'
  | 'priority'
  | 'start'
  | 'ask'
  | 'say'
  | 'comment'
  | 'resolve'
  | 'close'
  | 'reopen'
  | 'refunds'

export const isUnfinished = (state: TicketState) => state !== 'resolved' && state !== 'closed'

const REOPEN_WITHIN = 7 * 24 * 3_600_000

/**
 * What somebody may do now, so that nothing is offered which the service would refuse. It mirrors `TicketState.after`
 * and the rule that agents act on their own tickets and take free ones; the service has the last word.
 */
export function allowedActs(ticket: Ticket, who: Actor, now = Date.now()): Set<Act> {
  const acts = new Set<Act>(['comment'])
  const mine = ticket.assignee === who.name
  const hands = who.supervisor || mine
  const free = ticket.assignee === undefined
  const allow = (act: Act, when: boolean) => {
    if (when) acts.add(act)
  }
  if (isUnfinished(ticket.state)) {
    allow('take', !mine && (free || who.supervisor))
    allow('assign', who.supervisor)
    allow('start', ticket.state === 'open' && (hands || free))
    allow('group', hands)
    allow('priority', hands)
    // Without a shopper there is nobody to be asked or told.
    allow('ask', hands && ticket.state !== 'waiting' && ticket.shopper !== undefined)
    allow('say', hands && ticket.shopper !== undefined)
    allow('resolve', hands)
    allow('refunds', hands && ticket.kind === 'claim' && ticket.shopper !== undefined)
  } else {
    allow('close', hands && ticket.state === 'resolved')
    allow('reopen', hands && ticket.resolvedAt !== undefined && now - Date.parse(ticket.resolvedAt) < REOPEN_WITHIN)
  }
  return acts
}

/** The decision that stands for an item: the latest that the merchant's system has not refused, else the refused one. */
export function decisionOn(item: string, refunds: RefundDecision[]): RefundDecision | undefined {
  const about = refunds.filter((one) => one.item === item).sort((a, b) => b.attempt - a.attempt)
  return about.find((one) => one.status !== 'refused') ?? about[0]
}

/** A stable word as a key of the words: dots and dashes have their own meaning there. */
export const wordKey = (word: string) => word.replace(/[.-]/g, '_')
