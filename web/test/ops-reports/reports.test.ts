import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { difference, figure, moveOf, moveOfShare, suites } from '@/ops/reports/compare'
import { dayOf, length, preset, presetOf, wrongSpan } from '@/ops/reports/days'
import type { Evaluation } from '@/ops/reports/reports'

/** One o'clock in the morning of the 24th in the shop, still the 23rd in Europe. */
const NIGHT = new Date('2026-11-23T17:00:00Z')

describe('a span of days', () => {
  it('is one of the shop’s days, wherever the reader is', () => {
    expect(dayOf(NIGHT)).toBe('2026-11-24')
    expect(preset('today', NIGHT)).toEqual({ from: '2026-11-24', until: '2026-11-24' })
    expect(preset('week', NIGHT)).toEqual({ from: '2026-11-18', until: '2026-11-24' })
    expect(preset('month', NIGHT)).toEqual({ from: '2026-10-26', until: '2026-11-24' })
  })

  it('is recognised as the preset that it is', () => {
    expect(presetOf('2026-11-18', '2026-11-24', NIGHT)).toBe('week')
    expect(presetOf('2026-11-18', '2026-11-23', NIGHT)).toBeNull()
  })

  it('ends after it begins, within 366 days, and has begun', () => {
    expect(length('2026-02-28', '2026-03-01')).toBe(2)
    expect(wrongSpan('2026-11-18', '2026-11-24', NIGHT)).toBeNull()
    expect(wrongSpan('', '2026-11-24', NIGHT)).toBe('missing')
    expect(wrongSpan('2026-11-24', '2026-11-23', NIGHT)).toBe('order')
    expect(wrongSpan('2025-11-24', '2026-11-24', NIGHT)).toBeNull()
    expect(wrongSpan('2025-11-23', '2026-11-24', NIGHT)).toBe('long')
    expect(wrongSpan('2026-11-25', '2026-11-26', NIGHT)).toBe('future')
  })
})

describe('a comparison', () => {
  it('says nothing where there was nothing before', () => {
    expect(moveOf(10, 0, 'more')).toEqual({ by: null, direction: 'same', news: 'none' })
    expect(moveOf(null, 10, 'more').by).toBeNull()
    expect(moveOfShare(0.5, null, 'more').by).toBeNull()
  })

  it('knows for which figures less is better', () => {
    expect(moveOfShare(0.02, 0.05, 'less')).toMatchObject({ direction: 'down', news: 'good' })
    expect(moveOfShare(0.05, 0.02, 'less')).toMatchObject({ direction: 'up', news: 'bad' })
    expect(moveOf(20, 10, 'neither')).toEqual({ by: 1, direction: 'up', news: 'none' })
  })
})

describe('the history of measurements', () => {
  const run = (metrics: Record<string, number>): Evaluation => ({
    commit: 'c',
    date: '2026-11-23T13:44:17Z',
    model: 'm',
    knowledgeBase: 'k',
    data: 'd',
    metrics,
  })

  it('has the suites that any run has', () => {
    expect(suites([run({ passed: 1, 'rules.passed': 1 }), run({ 'claims.passed': 1, 'claims.turns_p50': 4 })])).toEqual(['claims', 'rules'])
  })

  it('tells a figure of everything from that of a suite', () => {
    const one = run({ passed: 0.9, 'rules.passed': 0.8 })
    expect(figure(one, 'passed', '')).toBe(0.9)
    expect(figure(one, 'passed', 'rules')).toBe(0.8)
    expect(figure(one, 'passed', 'claims')).toBeNull()
  })

  it('calls what nobody could see no difference', () => {
    expect(difference(0.98331, 0.98329)).toBe(0)
    expect(difference(0.98, 0.95)).toBeCloseTo(0.03)
    expect(difference(0.98, null)).toBeNull()
  })
})

describe('the words', () => {
  // Imported they would be compiled.
  const words = (language: string) => JSON.parse(readFileSync(`src/ops/words/reports.${language}.json`, 'utf8')) as object
  const keys = (words: object, under = ''): string[] =>
    Object.entries(words).flatMap(([key, word]) => (typeof word === 'string' ? [`${under}${key}`] : keys(word as object, `${under}${key}.`)))

  it('are the same in both languages', () => {
    expect(keys(words('en')).sort()).toEqual(keys(words('zh-CN')).sort())
  })
})
