// @vitest-environment-options {"settings": {"disableIframePageLoading": true, "handleDisabledFileLoadingAsSuccess": true}}
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const HOST = 'https://chat.example'

let shadow: ShadowRoot

const button = () => shadow.querySelector('button')!
const frame = () => shadow.querySelector('iframe')
const badge = () => shadow.querySelector<HTMLElement>('.badge')!

function hear(data: unknown, origin = HOST, source: unknown = frame()?.contentWindow) {
  const event = new Event('message')
  Object.assign(event, { data, origin, source })
  window.dispatchEvent(event)
}

beforeEach(async () => {
  document.body.innerHTML = ''
  const script = document.createElement('script')
  Object.defineProperty(script, 'src', { value: `${HOST}/widget.js` })
  script.dataset.label = '问客服'
  script.dataset.position = 'left'
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  vi.resetModules()
  await import('@/widget/widget')
  shadow = document.querySelector('xianda-chat')!.shadowRoot!
})
afterEach(() => {
  vi.restoreAllMocks()
})

it('loads nothing of the chat before somebody wants it', () => {
  expect(frame()).toBeNull()
  expect(button().getAttribute('aria-label')).toBe('问客服')
  expect(button().getAttribute('aria-expanded')).toBe('false')
  expect(shadow.querySelector('.box')!.className).toContain('left')
})

it('opens the chat of the host it came from, and keeps it when it is closed', () => {
  button().click()
  expect(frame()!.src).toBe(`${HOST}/?embedded=1`)
  const first = frame()
  button().click()
  expect(button().getAttribute('aria-expanded')).toBe('false')
  button().click()
  expect(frame()).toBe(first)
})

it('closes with Escape', () => {
  button().click()
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  expect(button().getAttribute('aria-expanded')).toBe('false')
})

it('shows how many messages are unread while it is closed', () => {
  button().click()
  button().click()
  hear({ xianda: 'unread', count: 3 })
  expect(badge().hidden).toBe(false)
  expect(badge().textContent).toBe('3')
  expect(button().getAttribute('aria-label')).toBe('问客服 (3)')
})

it('listens to its own frame only', () => {
  button().click()
  hear({ xianda: 'close' }, 'https://evil.example')
  hear({ xianda: 'close' }, HOST, window)
  hear(null)
  expect(button().getAttribute('aria-expanded')).toBe('true')
  hear({ xianda: 'close' })
  expect(button().getAttribute('aria-expanded')).toBe('false')
})
