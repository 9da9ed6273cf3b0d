import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ServerFrame } from '@/protocol/frames'
import type { Message, Part } from '@/protocol/messages'
import { vi } from 'vitest'
import { FakePhone } from './fake-wx'

const require = createRequire(import.meta.url)
const components = join(process.cwd(), 'target/components')

interface Simulated {
  dom: HTMLElement
  instance: { data: Record<string, unknown>; triggerPageLifeTime(name: string): void }
  attach(parent: Element): void
  detach(): void
  querySelector(selector: string): Simulated | undefined
  querySelectorAll(selector: string): Simulated[]
  dispatchEvent(name: string, options?: { bubbles?: boolean; composed?: boolean; detail?: unknown }): void
  addEventListener(name: string, hear: (event: { detail: never }) => void): void
  triggerPageLifeTime(name: string, ...rest: unknown[]): void
  setData(data: Record<string, unknown>): void
  data: Record<string, unknown>
}

/** A component of a mini-program, on a phone of its own. */
export class Shown {
  constructor(
    readonly phone: FakePhone,
    readonly component: Simulated,
  ) {}

  get text(): string {
    return (this.component.dom.textContent ?? '').replace(/\s+/g, ' ')
  }

  all(selector: string): Simulated[] {
    return this.component.querySelectorAll(selector)
  }

  texts(selector: string): string[] {
    return this.all(selector).map((found) => (found.dom.textContent ?? '').trim())
  }

  one(selector: string, words = ''): Simulated {
    const found = this.all(selector).find(({ dom }) => (dom.textContent ?? '').includes(words))
    if (!found) throw new Error(`there is no ${selector} ${words} in: ${this.text}`)
    return found
  }

  async tap(selector: string, words = '') {
    this.one(selector, words).dispatchEvent('tap', { bubbles: true, composed: true })
    await settle()
    await pass(1_000) // no nervous double tap
  }

  async type(text: string) {
    this.one('.field').dispatchEvent('input', { detail: { value: text } })
    await settle()
  }

  async say(text: string) {
    await this.type(text)
    await this.tap('.send')
  }

  async hear(frame: ServerFrame) {
    this.phone.socket.hear({ conversation: 'c1', ...frame })
    await settle()
  }

  async arrive(...messages: Message[]) {
    for (const message of messages) {
      this.phone.record.push(message)
      this.phone.socket.hear({ type: 'message', conversation: 'c1', seq: message.seq, message })
    }
    await settle()
  }

  /** The service answers the newest connection. */
  async welcome() {
    this.phone.socket.open(this.phone.record.length, this.phone.state)
    await settle()
  }

  async page(what: 'show' | 'hide') {
    this.component.triggerPageLifeTime(what)
    await settle()
  }

  get bubbles(): string[] {
    return this.texts('.bubble')
  }
}

export const settle = () => vi.advanceTimersByTimeAsync(0)
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

let phone = new FakePhone()
let simulate: { load(path: string, name: string, options: object): string; render(id: string, properties: object): Simulated }
const attached: Simulated[] = []

/** A phone on which nothing is remembered and no component was ever loaded. */
export function newPhone(): FakePhone {
  vi.useFakeTimers({ now: new Date('2026-11-23T02:00:00Z') })
  phone = new FakePhone()
  Object.assign((globalThis as unknown as { wx: object }).wx ?? ((globalThis as unknown as { wx: object }).wx = {}), phone.wx())
  simulate ??= require('miniprogram-simulate')
  Object.assign((globalThis as unknown as { wx: object }).wx, phone.wx())
  forget()
  return phone
}

/** As after the mini-program was ended: what is in memory is gone, its storage is not. */
export function forget() {
  for (const component of attached.splice(0)) component.detach()
  for (const path of Object.keys(require.cache)) if (path.startsWith(components)) delete require.cache[path]
}

export async function render(name: 'xianda-chat' | 'xianda-button', properties: object = {}): Promise<Shown> {
  const id = simulate.load(join(components, name, name), name, { compiler: 'simulate', rootPath: components })
  const component = simulate.render(id, { server: 'https://chat.example.com', app: 'shop', ...properties })
  component.attach(document.body)
  attached.push(component)
  await settle()
  await settle()
  return new Shown(phone, component)
}

/** The chat, connected. */
export async function openChat(properties: object = {}): Promise<Shown> {
  const shown = await render('xianda-chat', properties)
  await settle()
  await shown.welcome()
  return shown
}

const at = (seq: number) => `2026-11-23T10:0${Math.floor(seq / 10)}:${String(seq % 60).padStart(2, '0')}.120345+08:00`

export const bot = (seq: number, ...parts: (Part | string)[]): Message => ({
  seq,
  author: 'bot',
  at: at(seq),
  parts: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
})

export const agent = (seq: number, text: string): Message => ({ ...bot(seq, text), author: 'agent', by: '小李' })

export const own = (seq: number, clientMessageId: string, text: string): Message => ({
  ...bot(seq, text),
  author: 'shopper',
  clientMessageId,
})
