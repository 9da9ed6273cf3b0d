import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { endOfShopDay } from './formats'
import { TICKET_KINDS, TICKET_STATES, type TicketKind, type TicketState } from './ticket'

export const DUE_SPANS = ['over', 'twoHours', 'today'] as const
export type DueSpan = (typeof DUE_SPANS)[number]
export type SortOrder = 'due' | 'newest'

/** Which tickets are wanted, and in which order; kept in the address, so that a list can be sent to a colleague. */
export interface TicketFilters {
  /** None means those that are not finished. */
  states: TicketState[]
  group: string
  /** Empty for all, `mine`, `none`, or an account. */
  assignee: string
  kind: TicketKind | ''
  due: DueSpan | ''
  sort: SortOrder
}

export const NO_FILTERS: TicketFilters = { states: [], group: '', assignee: '', kind: '', due: '', sort: 'due' }

const one = (value: LocationQuery[string] | undefined) => (Array.isArray(value) ? value[0] : value) ?? ''
const among = <T extends string>(all: readonly T[], word: string): T | '' => (all as readonly string[]).includes(word) ? (word as T) : ''

export function filtersFrom(query: LocationQuery): TicketFilters {
  return {
    states: one(query.state)
      .split(',')
      .filter((word): word is TicketState => among(TICKET_STATES, word) !== ''),
    group: /^[a-z][a-z0-9_]{0,39}$/.test(one(query.group)) ? one(query.group) : '',
    assignee: /^[a-z0-9._-]{1,40}$/.test(one(query.assignee)) ? one(query.assignee) : '',
    kind: among(TICKET_KINDS, one(query.kind)),
    due: among(DUE_SPANS, one(query.due)),
    sort: one(query.sort) === 'newest' ? 'newest' : 'due',
  }
}

export function queryOf(filters: TicketFilters): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (filters.states.length) query.state = filters.states.join(',')
  if (filters.group) query.group = filters.group
  if (filters.assignee) query.assignee = filters.assignee
  if (filters.kind) query.kind = filters.kind
  if (filters.due) query.due = filters.due
  if (filters.sort !== 'due') query.sort = filters.sort
  return query
}

/** The parameters of `GET /desk/tickets`. That nobody has a ticket cannot be asked for; it is sifted out afterwards. */
export function parametersOf(filters: TicketFilters, me: string, now = Date.now()): URLSearchParams {
  const asked = new URLSearchParams()
  for (const state of filters.states) asked.append('state', state)
  if (filters.group) asked.set('group', filters.group)
  if (filters.assignee === 'mine') asked.set('assignee', me)
  else if (filters.assignee && filters.assignee !== 'none') asked.set('assignee', filters.assignee)
  if (filters.kind) asked.set('kind', filters.kind)
  if (filters.due) {
    const until = { over: now, twoHours: now + 2 * 3_600_000, today: endOfShopDay(now) }[filters.due]
    asked.set('dueBefore', new Date(until).toISOString())
  }
  return asked
}
