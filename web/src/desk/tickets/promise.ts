import { isUnfinished, type Ticket } from './ticket'

export type PromisedTime = 'firstReply' | 'resolution'

/** How a promised time stands; `left` in milliseconds, below zero once it is over. */
export interface Clock {
  mood: 'calm' | 'warned' | 'breached' | 'kept' | 'missed'
  left: number
  /** The shopper was asked something: it stands still. */
  still: boolean
}

/**
 * A promised time as it stands now. The service looks once a minute; that a time is over is seen here to the second, that
 * most of it is over is told by the service alone, which knows the hours in which people work.
 */
export function clockOf(ticket: Ticket, which: PromisedTime, now: number): Clock {
  const promise = ticket[which]
  const due = Date.parse(promise.at)
  const doneAt = which === 'firstReply' ? ticket.firstReplyAt : ticket.resolvedAt
  if (doneAt !== undefined || !isUnfinished(ticket.state)) {
    const left = due - Date.parse(doneAt ?? ticket.closedAt ?? promise.at)
    return { mood: left < 0 || promise.was === 'breached' ? 'missed' : 'kept', left, still: false }
  }
  const still = ticket.waitingSince !== undefined
  const left = due - (ticket.waitingSince === undefined ? now : Date.parse(ticket.waitingSince))
  const over = left <= 0 || promise.was === 'breached'
  return { mood: over ? 'breached' : promise.was === 'warned' ? 'warned' : 'calm', left, still }
}

/** The promise that matters next: the first reply while it is owed, then the resolution. */
export function nextPromise(ticket: Ticket): PromisedTime {
  return ticket.firstReplyAt === undefined && isUnfinished(ticket.state) ? 'firstReply' : 'resolution'
}

/** What is due first comes first; what stands still waits behind what runs, and what is done comes last. */
export function byDue(a: Ticket, b: Ticket): number {
  const rank = (ticket: Ticket) => (!isUnfinished(ticket.state) ? 2 : ticket.waitingSince !== undefined ? 1 : 0)
  const due = (ticket: Ticket) => Date.parse(ticket[nextPromise(ticket)].at)
  return rank(a) - rank(b) || due(a) - due(b) || a.number.localeCompare(b.number)
}
