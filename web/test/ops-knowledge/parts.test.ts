import { describe, expect, it } from 'vitest'
import { formatOf, isOutcome } from '@/ops/knowledge/exchange/model'
import { kindsOf, type Gap } from '@/ops/knowledge/gaps/model'
import { filtersOf, stateOf } from '@/ops/knowledge/list/useItemList'
import { emptyRule, tidiedRule } from '@/ops/knowledge/rules/model'
import { fromLocal, toLocal } from '@/ops/knowledge/shared/times'
import { queryOf } from '@/ops/knowledge/shared/useKnowledge'
import { barOf, marginOf } from '@/ops/knowledge/try/model'
import { placeOf, placesFor } from '@/ops/navigation'
import type { Role } from '@/staff/session'

const seenBy = (...own: Role[]) =>
  placesFor((...roles) => roles.some((role) => own.includes(role))).flatMap((group) => group.places.map((place) => place.name))

describe('the places of the console', () => {
  it('are knowledge and reports for operators, and what is set', () => {
    expect(seenBy('operator')).toContain('items')
    expect(seenBy('operator')).toContain('reports')
    expect(seenBy('operator')).toContain('settings')
  })

  it('are no knowledge for supervisors, who read reports', () => {
    expect(seenBy('supervisor')).not.toContain('items')
    expect(seenBy('supervisor')).toContain('reports')
  })

  it('are the list for who is at one of its entries', () => {
    expect(placeOf('item')?.name).toBe('items')
  })
})

describe('an address', () => {
  it('tells what the list is narrowed by, and nothing that it does not know', () => {
    expect(filtersOf({ intent: 'invoice', text: ['a', 'b'], other: 'x' })).toMatchObject({ intent: 'invoice', text: 'a', tag: '' })
    expect(stateOf({ state: 'draft' })).toBe('draft')
    expect(stateOf({ state: 'gone' })).toBe('')
  })

  it('leaves out what is not asked for', () => {
    expect(queryOf({ state: '', text: '运费', cursor: null, states: ['a', 'b'] })).toBe('?text=%E8%BF%90%E8%B4%B9&states=a&states=b')
    expect(queryOf({})).toBe('')
  })
})

describe('times are those of the shop', () => {
  it('wherever the operator is', () => {
    expect(toLocal('2026-11-23T16:00:00Z')).toBe('2026-11-24T00:00')
    expect(fromLocal('2026-11-24T00:00')).toBe('2026-11-23T16:00:00.000Z')
  })

  it('or none', () => {
    expect(toLocal(null)).toBe('')
    expect(fromLocal('')).toBeNull()
  })
})

describe('a bar', () => {
  it('begins in the middle where a value can speak against something', () => {
    expect(barOf('signed', -0.5)).toEqual({ left: 25, width: 25 })
    expect(barOf('signed', 0.5)).toEqual({ left: 50, width: 25 })
  })

  it('never leaves its box', () => {
    expect(barOf('share', 1.7)).toEqual({ left: 0, width: 100 })
  })
})

it('the lead of an intent needs a second one', () => {
  expect(marginOf([{ intent: 'a', name: 'a', probability: 0.7 }])).toBeNull()
  expect(
    marginOf([
      { intent: 'a', name: 'a', probability: 0.75 },
      { intent: 'b', name: 'b', probability: 0.25 },
    ]),
  ).toBe(0.5)
})

it('the kinds of a gap come the most frequent first, without zeros', () => {
  const gap = { byWhy: { unanswered: 2, thumbs_down: 5, handed_over: 0 } } as unknown as Gap
  expect(kindsOf(gap)).toEqual([
    { why: 'thumbs_down', count: 5 },
    { why: 'unanswered', count: 2 },
  ])
})

it('a rule is sent without empty lines and without half a window or an empty card', () => {
  const rule = emptyRule()
  rule.trigger.phrases = [' 台风 ', '']
  rule.schedule.window = { from: '08:00', to: '' }
  rule.effect = { does: 'answer', text: ' 停运 ', card: { title: '', page: ' ' }, choices: [''] }
  expect(tidiedRule(rule)).toMatchObject({
    trigger: { phrases: ['台风'] },
    schedule: { window: null },
    effect: { text: '停运', card: null, choices: [] },
  })
})

describe('a file', () => {
  it('is known by its ending', () => {
    expect(formatOf('知识库.XLSX')).toBe('xlsx')
    expect(formatOf('a.xls')).toBeNull()
  })

  it('with problems has an outcome, any other refusal has none', () => {
    expect(isOutcome({ rows: 2, created: 0, changed: 0, unchanged: 0, problems: [], applied: false })).toBe(true)
    expect(isOutcome({ type: 'urn:xianda:problem:forbidden' })).toBe(false)
    expect(isOutcome(null)).toBe(false)
  })
})
