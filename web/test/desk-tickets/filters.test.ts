import { describe, expect, it } from 'vitest'
import { filtersFrom, NO_FILTERS, parametersOf, queryOf } from '@/desk/tickets/filters'
import { endOfShopDay, startOfShopDay } from '@/desk/tickets/formats'
import { NOON } from './tickets'

describe('the filters of the list', () => {
  it('come back from the address as they were put there', () => {
    const filters = { ...NO_FILTERS, states: ['open' as const, 'waiting' as const], group: 'aftersale', assignee: 'mine', due: 'today' as const, sort: 'newest' as const }
    expect(filtersFrom(queryOf(filters) as Record<string, string>)).toEqual(filters)
    expect(queryOf(NO_FILTERS)).toEqual({})
  })

  it('do not believe what somebody typed into the address', () => {
    expect(filtersFrom({ state: 'open,odd', kind: 'x', due: 'never', group: '<b>', assignee: 'A B', sort: 'up' })).toEqual({ ...NO_FILTERS, states: ['open'] })
  })

  it('ask the service for my own by my name, and for nobody’s not at all', () => {
    expect(parametersOf({ ...NO_FILTERS, assignee: 'mine' }, 'a-sun').get('assignee')).toBe('a-sun')
    expect(parametersOf({ ...NO_FILTERS, assignee: 'none' }, 'a-sun').has('assignee')).toBe(false)
  })

  it('end the day where the shop is', () => {
    expect(parametersOf({ ...NO_FILTERS, due: 'today' }, '', NOON).get('dueBefore')).toBe('2026-11-24T16:00:00.000Z')
    expect(endOfShopDay(Date.parse('2026-11-24T15:59:59Z'))).toBe(Date.parse('2026-11-24T16:00:00Z'))
    expect(startOfShopDay(Date.parse('2026-11-24T16:00:00Z'))).toBe(Date.parse('2026-11-24T16:00:00Z'))
  })
})
