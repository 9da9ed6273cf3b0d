import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { words } from '@/desk/words'
import TicketPage from '@/desk/tickets/TicketPage.vue'
import type { TicketDetail } from '@/desk/tickets/ticket'
import { at, ticket } from './tickets'

const claim = (part: Partial<TicketDetail> = {}): TicketDetail => ({
  ticket: ticket({ assignee: 'a-sun', state: 'in_progress', version: 3, openedAt: new Date().toISOString() }),
  photos: [],
  timeline: [{ n: 1, at: at(0), actor: 'bot', what: 'opened', value: 'claim', photos: [], visible: false }],
  refunds: [],
  ...part,
})

type Answer = { status?: number; body: unknown }
let sent: { path: string; body: Record<string, unknown> }[]
let answers: Record<string, Answer | Answer[]>

beforeEach(() => {
  setActivePinia(createPinia())
  sent = []
  answers = {
    '/desk/agents': { body: { agents: [] } },
    '/desk/tickets/T20261124-0001': { body: claim() },
  }
  localStorage.setItem(
    'xianda.staff',
    JSON.stringify({ token: 't', expiresAt: '2999-01-01T00:00:00Z', name: 'a-sun', displayName: '小孙', roles: ['agent'], newPasswordDue: false }),
  )
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const path = url.replace('/api/v1', '')
    if (init.method === 'POST') sent.push({ path, body: JSON.parse(init.body as string) as Record<string, unknown> })
    const found = answers[path]
    const answer = (Array.isArray(found) ? found.shift() : found) ?? { status: 404, body: { type: 'urn:xianda:problem:desk-unknown', detail: '没有' } }
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 }))
  })
})
afterEach(() => vi.unstubAllGlobals())

async function page() {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/tickets', name: 'tickets', component: { template: '<i/>' } },
      { path: '/tickets/:ticket', name: 'ticket', component: { template: '<i/>' } },
      { path: '/conversations/:conversation', name: 'work', component: { template: '<i/>' } },
    ],
  })
  const shown = mount(TicketPage, { props: { ticket: 'T20261124-0001' }, global: { plugins: [words, router] }, attachTo: document.body })
  await flushPromises()
  return shown
}
const button = (shown: Awaited<ReturnType<typeof page>>, name: string) =>
  shown.findAll('button').find((one) => (one.attributes('aria-label') ?? one.text()).startsWith(name))!

describe('a ticket', () => {
  it('keeps what was typed when somebody was faster, and marks what they did', async () => {
    const theirs = { n: 2, at: at(1), actor: 'staff' as const, name: 'a-chen', what: 'commented', text: '先别退', photos: [], visible: false }
    answers['/desk/tickets/T20261124-0001'] = [
      { body: claim() },
      { body: claim({ ticket: { ...claim().ticket, version: 4 }, timeline: [...claim().timeline, theirs] }) },
    ]
    answers['/desk/tickets/T20261124-0001/say'] = [
      { status: 409, body: { type: 'urn:xianda:problem:ticket-changed', detail: '工单刚刚被更新过' } },
      { body: claim({ ticket: { ...claim().ticket, version: 5 } }) },
    ]
    const shown = await page()
    await shown.find('textarea').setValue('马上为您处理')
    await shown.find('form').trigger('submit')
    await flushPromises()
    expect(shown.find('[role=alert]').text()).toContain('您写的内容还在')
    expect(shown.find('textarea').element.value).toBe('马上为您处理')
    expect(shown.find('li.fresh').text()).toContain('先别退')

    await shown.find('form').trigger('submit')
    await flushPromises()
    expect(sent.map((one) => one.body.version)).toEqual([3, 4])
    expect(shown.find('textarea').element.value).toBe('')
    shown.unmount()
  })

  it('reads item and amount back before money is decided, and sends exact digits', async () => {
    answers['/desk/tickets/T20261124-0001/refunds'] = {
      body: claim({ refunds: [{ attempt: 1, item: 'apple5', amount: 12.5, by: 'a-sun', at: at(2), status: 'pending' }] }),
    }
    const shown = await page()
    await button(shown, '退款审批').trigger('click')
    await shown.find('input[value=adjust]').setValue(true)
    await shown.find('input[inputmode=decimal]').setValue('12.5')
    await shown.find('#refund').trigger('submit')
    await flushPromises()
    expect(sent).toEqual([])
    const dialog = shown.find('dialog')
    expect(dialog.text()).toContain('红富士苹果')
    expect(dialog.text()).toContain('¥12.50')

    await button(shown, '确认退款').trigger('click')
    await flushPromises()
    expect(sent[0]!.body).toEqual({ version: 3, item: 'apple5', verdict: 'adjust', amount: '12.50' })
    expect(shown.find('dialog').exists()).toBe(false)
    expect(shown.text()).toContain('退款 ¥12.50 处理中')
    shown.unmount()
  })
})
