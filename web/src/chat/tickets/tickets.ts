import type { Conversation } from '@/protocol/conversation'
import { newId } from '@/protocol/http'

export type TicketState = 'open' | 'in_progress' | 'waiting' | 'resolved' | 'closed'

export interface Ticket {
  number: string
  kind: 'claim' | 'callback' | 'complaint' | 'food_safety' | 'other'
  state: TicketState
  order?: string
  items: { item: string; name: string; problem: string; amount?: number }[]
  claimed?: number
  granted?: number
  openedAt: string
  resolvedAt?: string
  closedAt?: string
}

export interface TicketEntry {
  n: number
  at: string
  actor: 'shopper' | 'bot' | 'staff' | 'service'
  what: string
  value?: string
  text?: string
  photos: string[]
}

export interface TicketDetail {
  ticket: Ticket
  photos: { name: string; link: string }[]
  timeline: TicketEntry[]
}

interface Page {
  tickets: Ticket[]
  /** Goes into `before` for the next ones. */
  next: string | null
}

const WORDS = new Set(['opened', 'started', 'asked', 'said', 'resolved', 'added', 'closed', 'reopened'])

/** The word for what happened; what a newer service may say is an update. */
export function wordFor(what: string): string {
  return WORDS.has(what) ? what : 'other'
}

/** A shopper's own tickets. Each throws a Problem where it does not go. */
export function ownTickets(conversation: Conversation) {
  return {
    list: (before: string | null) =>
      conversation.ask<Page>('GET', () => `/tickets?limit=20${before ? `&before=${encodeURIComponent(before)}` : ''}`),
    one: (number: string) => conversation.ask<TicketDetail>('GET', () => `/tickets/${encodeURIComponent(number)}`),
    /** The same id again changes nothing, so that it can be sent again when in doubt. */
    adding: (number: string) => {
      const clientMessageId = newId()
      return (text: string) =>
        conversation.ask<TicketDetail>('POST', () => `/tickets/${encodeURIComponent(number)}/additions`, {
          body: { clientMessageId, text, photos: [] },
        })
    },
  }
}
