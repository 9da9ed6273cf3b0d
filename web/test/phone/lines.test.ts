import { expect, test } from 'vitest'
import { inShort, linesOf } from '@/phone/lines'

const LINK = '<a href="#" data-miniprogram-appid="wx1" data-miniprogram-path="pages/order?id=1">看订单</a>'

test('a link to a page is a link, and other markup is words', () => {
  const [line] = linesOf(`请看${LINK}。<b>x</b>`)
  expect(line!.pieces).toEqual([
    { text: '请看', page: null },
    { text: '看订单', page: 'pages/order?id=1' },
    { text: '。<b>x</b>', page: null },
  ])
})

test('a numbered line can be tapped', () => {
  expect(linesOf('是哪一单？\n1. 草莓\n12. 都不是').map((line) => line.choice)).toEqual([null, '1', '12'])
})

test('the list of chats shows words only', () => {
  expect(inShort(`你好\n${LINK}`)).toBe('你好 看订单')
})
