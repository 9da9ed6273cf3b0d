import { describe, expect, it } from 'vitest'
import { changedFields, clashes, emptyContent, filledAnswer, merged, newLines, sameContent, tidied } from '@/ops/knowledge/shared/contents'
import type { Content } from '@/ops/knowledge/shared/model'

const content = (some: Partial<Content>): Content => ({ ...emptyContent(), ...some })

describe('two contents', () => {
  it('are the same whatever the order of what has none, and whatever blanks surround them', () => {
    expect(sameContent(content({ tags: ['a', 'b'], question: '运费 ' }), content({ tags: ['b', 'a'], question: '运费' }))).toBe(true)
  })

  it('differ in the order of similar questions, which says what comes first', () => {
    expect(changedFields(content({ similar: ['a', 'b'] }), content({ similar: ['b', 'a'] }))).toEqual(['similar'])
  })

  it('are the same at one instant written in two ways', () => {
    expect(sameContent(content({ from: '2026-01-01T00:00:00Z' }), content({ from: '2026-01-01T00:00:00.000Z' }))).toBe(true)
  })

  it('lose empty lines and empty texts when they are sent', () => {
    expect(tidied(content({ similar: [' 多少钱 ', ''], page: ' ', choices: ['', 'a'] }))).toMatchObject({
      similar: ['多少钱'],
      page: null,
      choices: ['a'],
    })
  })
})

describe('what two people have written', () => {
  const base = content({ question: '运费', answer: '5 元', similar: ['a', 'b'], owner: 'lan' })
  const mine = content({ question: '运费怎么算', answer: '6 元', similar: ['a', 'b', 'm'], owner: 'lan' })
  const theirs = content({ question: '运费', answer: '7 元', similar: ['a', 't'], owner: 'tang' })

  it('clashes only where both have changed it, and not to the same', () => {
    expect(clashes(base, mine, theirs).map((clash) => clash.field)).toEqual(['similar', 'answer'])
    expect(clashes(base, mine, { ...theirs, answer: '6 元' }).map((clash) => clash.field)).toEqual(['similar'])
  })

  it('is put together as chosen; what only one has changed needs no choice', () => {
    expect(merged(base, mine, theirs, { answer: 'mine', similar: 'both' })).toMatchObject({
      question: '运费怎么算',
      answer: '6 元',
      owner: 'tang',
      similar: ['a', 't', 'm'],
    })
  })

  it('stays theirs where nobody has chosen', () => {
    expect(merged(base, mine, theirs, {}).answer).toBe('7 元')
  })
})

it('pasted lines come without blanks and without those that are there', () => {
  expect(newLines('多少钱\r\n\n 包邮吗 \n多少钱\n在吗', ['在吗'])).toEqual(['多少钱', '包邮吗'])
})

describe('an answer', () => {
  const facts = new Map([['delivery.fee', '5 元']])

  it('is shown with the facts of the shop in it', () => {
    expect(filledAnswer('收 {delivery.fee}。', facts)).toEqual([
      { text: '收 ' },
      { text: '5 元', fact: 'delivery.fee', known: true },
      { text: '。' },
    ])
  })

  it('shows a placeholder that names nothing as it is', () => {
    expect(filledAnswer('{nope}', facts)).toEqual([{ text: '{nope}', fact: 'nope', known: false }])
  })
})
