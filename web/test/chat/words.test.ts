import { expect, it } from 'vitest'
import { speak, useWords } from '@/chat/words'
import english from '@/chat/words/chat.en.json'
import chinese from '@/chat/words/chat.zh-CN.json'

function paths(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([part, inside]) =>
    typeof inside === 'string' ? `${before}${part}` : paths(inside as object, `${before}${part}.`),
  )
}

it('the chat has all its words in both languages', () => {
  expect(paths(english)).toEqual(paths(chinese))
})

it('words have their gaps filled and choose their form', async () => {
  const { t } = useWords()
  expect(t('queue.place', { n: 3 })).toBe('您排在第 3 位')
  expect(t('chat.newMessages', 2)).toBe('2 条新消息')
  await speak('en')
  expect([t('rating.star', 1), t('rating.star', 3)]).toEqual(['1 star', '3 stars'])
  expect(t('no.such.word')).toBe('no.such.word')
  await speak('zh-CN')
})
