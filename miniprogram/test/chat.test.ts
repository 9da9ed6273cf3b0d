import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakePhone } from './fake-wx'
import { agent, bot, forget, newPhone, openChat, own, pass, render, settle } from './page'

let phone: FakePhone
beforeEach(() => {
  phone = newPhone()
})
afterEach(() => {
  forget()
  vi.useRealTimers()
})

describe('what is shown', () => {
  it('shows what was said, each in its place', async () => {
    phone.record = [own(1, 'a', '几点能送到'), bot(2, '预计 10:40 前送到。')]
    const chat = await openChat()
    expect(chat.bubbles).toEqual(['几点能送到', '预计 10:40 前送到。'])
    expect(chat.texts('.mine .bubble')).toEqual(['几点能送到'])
    expect(chat.texts('.day')).toEqual(['今天'])
  })

  it('welcomes who has said nothing yet, with questions to tap', async () => {
    const chat = await openChat()
    expect(chat.text).toContain('您好，有什么可以帮您？')
    await chat.tap('.tile', '我的订单到哪了')
    expect(phone.socket.says).toMatchObject([{ text: '帮我催一下配送' }])
  })

  it('sends the value of a choice that is tapped, once for a nervous double tap', async () => {
    const chat = await openChat()
    await chat.arrive(bot(1, '要退哪一种？', { type: 'choices', options: [{ label: '退款', value: '我要退款' }] }))
    const choice = chat.one('.choice', '退款')
    choice.dispatchEvent('tap')
    choice.dispatchEvent('tap')
    await settle()
    expect(phone.socket.says).toMatchObject([{ text: '我要退款' }])
  })

  it('lets only the newest choices be tapped', async () => {
    const chat = await openChat()
    const ask = { type: 'choices' as const, options: [{ label: '好', value: '好' }] }
    await chat.arrive(bot(1, ask), own(2, 'x', '好'), bot(3, '那就这样'))
    expect(chat.component.data.rows).toMatchObject([{}, { seq: 1, live: false }, {}, { seq: 3, live: true }])
    await chat.tap('.choice')
    expect(phone.socket.says).toEqual([])
  })

  it('shows an order card and says its number when tapped', async () => {
    const chat = await openChat()
    const order = { type: 'order' as const, number: 'XM2606150001', summary: '红颜草莓等2样', status: '配送中', placed: '11-23 09:27', amount: '61.5' }
    await chat.arrive(bot(1, '您想查哪一单？', order))
    expect(chat.one('.order').dom.textContent).toContain('¥61.50')
    await chat.tap('.order')
    expect(phone.socket.says).toMatchObject([{ text: 'XM2606150001' }])
  })

  it('opens the page of a link, and switches to a page of the tab bar', async () => {
    phone.tabPages = ['/pages/cart/index']
    const chat = await openChat()
    await chat.arrive(
      bot(1, { type: 'link', title: '售后记录', page: '/pages/aftersale/list' }),
      bot(2, { type: 'link', title: '购物车', page: '/pages/cart/index' }),
    )
    await chat.tap('.link', '售后记录')
    await chat.tap('.link', '购物车')
    expect(phone.went).toEqual(['page /pages/aftersale/list', 'tab /pages/cart/index'])
  })

  it('offers the order that the shopper came from, and says its number', async () => {
    const chat = await openChat({ order: 'XM2606150001' })
    expect(chat.one('.source').dom.textContent).toContain('XM2606150001')
    await chat.tap('.source-send')
    expect(phone.socket.says).toMatchObject([{ text: 'XM2606150001' }])
    expect(chat.all('.source')).toHaveLength(0)
  })

  it('does not fail on a kind of part that it does not know', async () => {
    const chat = await openChat()
    await chat.arrive(bot(1, { type: 'video' } as never))
    expect(chat.bubbles).toEqual(['[暂不支持的消息]'])
  })
})

describe('pictures', () => {
  it('are compressed, uploaded with the token, and sent by name', async () => {
    phone.pictures = ['wxfile://a.jpg', 'wxfile://b.jpg']
    const chat = await openChat()
    await chat.tap('.pick-photo')
    expect(chat.all('.picked')).toHaveLength(2)
    await chat.tap('.send')
    expect(phone.uploads).toEqual([
      { filePath: 'wxfile://a.jpg.small', token: 'token-1' },
      { filePath: 'wxfile://b.jpg.small', token: 'token-1' },
    ])
    expect(phone.socket.says).toMatchObject([{ text: '', photos: ['photo-1', 'photo-2'] }])
  })

  it('of the record are shown by a link of the service, and open large', async () => {
    phone.record = [bot(1, { type: 'image', name: 'p9' })]
    const chat = await openChat()
    await settle()
    await chat.tap('.photo')
    expect(phone.previewed).toEqual(['https://chat.example.com/api/v1/photos/p9?sig=1'])
  })
})

describe('waiting for a person', () => {
  it('tells the place in the queue and how long it may take', async () => {
    const chat = await openChat()
    await chat.hear({ type: 'state', state: 'queued' })
    await chat.hear({ type: 'queue', position: 3, waitSeconds: 110, offered: false })
    expect(chat.one('.queue').dom.textContent).toMatch(/您排在第 3 位.*大约还要等 2 分钟/s)
    await chat.hear({ type: 'queue', position: 1, offered: true })
    expect(chat.one('.queue').dom.textContent).toContain('正在为您接通人工客服')
  })

  it('lets the shopper take a ticket instead', async () => {
    phone.answers['POST /queue/leave'] = [200, { state: 'bot' }]
    const chat = await openChat()
    await chat.hear({ type: 'state', state: 'queued' })
    await chat.tap('.queue-leave')
    await chat.tap('.way', '留工单')
    expect(phone.requests.at(-1)).toMatchObject({ path: '/conversations/c1/queue/leave', body: { instead: 'TICKET' } })
    expect(chat.all('.queue')).toHaveLength(0)
  })

  it('asks for stars when it is over, and sends them with their reasons', async () => {
    phone.answers['GET /rating'] = [200, { due: true, reasons: [{ word: 'fast', label: '处理快' }], given: null }]
    phone.answers['POST /rating'] = [200, { rating: { stars: 5, reasons: ['fast'], comment: '' }, repeated: false }]
    const chat = await openChat()
    await chat.arrive(agent(1, '已经给您退款'))
    await chat.hear({ type: 'state', state: 'closed' })
    await settle()
    const stars = chat.all('.give-star')
    stars[4]?.dispatchEvent('tap')
    await settle()
    await chat.tap('.reason', '处理快')
    await chat.tap('.submit')
    expect(phone.requests.at(-1)).toMatchObject({ path: '/conversations/c1/rating', body: { stars: 5, reasons: ['fast'], comment: '' } })
    expect(chat.one('.rating').dom.textContent).toContain('您给了 5 星')
  })
})

describe('what goes wrong', () => {
  it('shows why a message failed, and sends it again with the same id', async () => {
    const chat = await openChat()
    await chat.say('你好')
    const id = phone.socket.says[0]?.id ?? ''
    await chat.hear({ type: 'error', id, error: { type: 'urn:xianda:problem:unavailable', detail: '稍后再试' } })
    expect(chat.one('.failed-words').dom.textContent).toContain('未发送：稍后再试')
    await chat.tap('.resend')
    expect(phone.socket.says.map((say) => say.id)).toEqual([id, id])
    await chat.arrive(own(1, id, '你好'))
    expect(chat.bubbles).toEqual(['你好'])
    expect(chat.all('.failed-words')).toHaveLength(0)
  })

  it('writes a failed message anew', async () => {
    const chat = await openChat()
    await chat.say('你好')
    await chat.hear({ type: 'error', id: phone.socket.says[0]?.id ?? '', error: { detail: '太长' } })
    await chat.tap('.way-back')
    expect(chat.component.data.draft).toBe('你好')
    expect(chat.bubbles).toEqual([])
  })

  it('logs in once again when the token is refused, and goes on', async () => {
    phone.record = [bot(1, '您好')]
    const chat = await openChat()
    phone.badToken = 'token-1'
    await chat.hear({ type: 'error', error: { type: 'urn:xianda:problem:token-expired', status: 401 } })
    await settle()
    expect(phone.logins).toBe(2)
    await chat.welcome()
    expect(phone.socket.hello).toMatchObject({ token: 'token-2', after: 1 })
    expect(chat.bubbles).toEqual(['您好'])
  })

  it('stops asking when the new token is refused too, and lets the shopper begin anew', async () => {
    const chat = await openChat()
    phone.badToken = 'token-1'
    phone.socket.breaks(4401)
    await settle()
    phone.socket.breaks(4401)
    await settle()
    expect(phone.logins).toBe(2)
    expect(chat.one('.banner').dom.textContent).toContain('会话已失效')
    await chat.tap('.banner-act')
    expect(phone.logins).toBe(3)
  })

  it('tells that it cannot be opened, and tries again by a tap', async () => {
    phone.isUp = false
    const chat = await render('xianda-chat')
    expect(chat.one('.banner').dom.textContent).toContain('暂时连不上服务器')
    phone.isUp = true
    await chat.tap('.banner-act')
    await chat.welcome()
    expect(chat.all('.banner')).toHaveLength(0)
  })
})

describe('coming back', () => {
  it('keeps the token: who opens the mini-program again does not log in again', async () => {
    await openChat()
    forget()
    const chat = await openChat()
    expect(phone.logins).toBe(1)
    expect(phone.socket.hello).toMatchObject({ token: 'token-1' })
    expect(chat.text).toContain('智能客服在线')
  })

  it('does not send a token that is over', async () => {
    await openChat()
    forget()
    await pass(13 * 3_600_000)
    phone.requests = []
    await render('xianda-chat')
    await settle()
    expect(phone.requests.map((request) => request.path)[0]).toBe('/sessions/wechat')
    expect(phone.logins).toBe(2)
  })

  it('goes on after the last message when the connection broke, without gap or double', async () => {
    const chat = await openChat()
    await chat.arrive(bot(1, '一'), bot(2, '二'))
    phone.socket.breaks()
    phone.record.push(bot(3, '三'))
    await pass(1_500)
    expect(phone.sockets).toHaveLength(2)
    await chat.welcome()
    expect(phone.socket.hello).toMatchObject({ after: 2 })
    phone.socket.hear({ type: 'message', conversation: 'c1', seq: 2, message: bot(2, '二') })
    phone.socket.hear({ type: 'message', conversation: 'c1', seq: 3, message: bot(3, '三') })
    await settle()
    expect(chat.bubbles).toEqual(['一', '二', '三'])
  })

  it('fetches what is missing before it shows what follows', async () => {
    const chat = await openChat()
    await chat.arrive(bot(1, '一'))
    phone.record.push(bot(2, '二'))
    await chat.arrive(bot(3, '三'))
    await settle()
    expect(chat.bubbles).toEqual(['一', '二', '三'])
  })

  it('connects at once after the background, where WeChat has cut the connection without a word', async () => {
    const chat = await openChat()
    await chat.arrive(bot(1, '一'))
    phone.hide()
    vi.setSystemTime(Date.now() + 60_000) // timers stand still there
    phone.record.push(bot(2, '二'))
    phone.show()
    await settle()
    expect(phone.sockets).toHaveLength(2)
    await chat.welcome()
    expect(phone.socket.hello).toMatchObject({ after: 1 })
  })

  it('keeps a connection that was in the background for a moment', async () => {
    await openChat()
    phone.hide()
    vi.setSystemTime(Date.now() + 2_000)
    phone.show()
    await settle()
    expect(phone.sockets).toHaveLength(1)
  })

  it('notices after a change of network that the old connection is dead', async () => {
    await openChat()
    phone.network(false)
    phone.network(true)
    await settle()
    expect(phone.socket.pings).toHaveLength(1)
    await pass(5_100)
    expect(phone.sockets).toHaveLength(2)
  })

  it('sends what was in flight when the connection broke again, with the same id', async () => {
    const chat = await openChat()
    await chat.say('催一下')
    const id = phone.socket.says[0]?.id
    phone.socket.error()
    await pass(1_500)
    await chat.welcome()
    expect(phone.socket.says).toMatchObject([{ id, text: '催一下' }])
  })

  it('sends what was in flight when the page was left, once it is open again', async () => {
    const chat = await openChat()
    await chat.say('催一下')
    const id = phone.socket.says[0]?.id
    chat.component.detach()
    expect(phone.watched).toBe(0)
    const again = await openChat()
    expect(phone.socket.says).toMatchObject([{ id, text: '催一下' }])
    expect(again.bubbles).toEqual(['催一下'])
  })

  it('sends a heartbeat every 25 seconds, and connects anew where none is answered', async () => {
    const chat = await openChat()
    await pass(25_000)
    expect(phone.socket.pings).toHaveLength(1)
    await chat.hear({ type: 'pong', id: 'p' })
    await pass(25_000)
    expect(phone.socket.pings).toHaveLength(2)
    await pass(10_100)
    expect(phone.sockets).toHaveLength(2)
  })

  it('tells the service what was read, and only while somebody looks', async () => {
    const chat = await openChat()
    const reads = () => phone.requests.filter((request) => request.path.endsWith('/read')).map((request) => request.body.seq)
    await chat.arrive(bot(1, '一'))
    await pass(1_000)
    expect(reads()).toEqual([1])
    await chat.page('hide')
    await chat.arrive(bot(2, '二'))
    await pass(1_000)
    expect(reads()).toEqual([1])
    await chat.page('show')
    await pass(1_000)
    expect(reads()).toEqual([1, 2])
  })
})
