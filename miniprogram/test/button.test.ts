import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FakePhone } from './fake-wx'
import { bot, forget, newPhone, openChat, pass, render, settle } from './page'

let phone: FakePhone
beforeEach(() => {
  phone = newPhone()
})
afterEach(() => {
  forget()
  vi.useRealTimers()
})

it('logs nobody in who has never chatted', async () => {
  const button = await render('xianda-button')
  expect(phone.logins).toBe(0)
  expect(phone.sockets).toHaveLength(0)
  expect(button.all('.badge')).toHaveLength(0)
})

it('counts what arrives while nobody looks, and forgets it when the chat is open', async () => {
  await openChat()
  forget()
  phone.record = [bot(1, '一')]
  const button = await render('xianda-button', { page: '/pages/service/index' })
  await settle()
  phone.socket.open(1, 'bot')
  await button.arrive(bot(2, '二'))
  expect(button.texts('.badge')).toEqual(['2'])
  const chat = await render('xianda-chat')
  await pass(1_000)
  expect(chat.bubbles).toEqual(['一', '二'])
  expect(button.all('.badge')).toHaveLength(0)
  expect(phone.sockets.filter((socket) => !socket.isClosed)).toHaveLength(1)
})

it('leads to the page with the chat', async () => {
  const button = await render('xianda-button', { page: '/pages/service/index' })
  await button.tap('.round')
  expect(phone.went).toEqual(['page /pages/service/index'])
})

it('rests at the nearer side when it is let go', async () => {
  const button = await render('xianda-button')
  button.one('.float').dispatchEvent('change', { detail: { x: 40, y: 300 } })
  button.one('.float').dispatchEvent('touchend')
  await settle()
  expect(button.component.data.x).toBe(0)
})
