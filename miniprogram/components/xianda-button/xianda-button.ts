import { clientOf, type ChatClient, type Watcher } from '../xianda-client'
import words from '../words.json'

const SIZE = 56
const EDGE = 24
const FOOT = 108

interface Own {
  client: ChatClient | null
  watcher: Watcher | null
  x: number
}

const owns = new WeakMap<object, Own>()

function own(component: object): Own {
  let found = owns.get(component)
  if (!found) owns.set(component, (found = { client: null, watcher: null, x: 0 }))
  return found
}

/**
 * The floating way into the chat, with the number of unread messages. It logs nobody in: before the first chat there is
 * nothing unread.
 *
 * Event: `open`, where there is no `page` to go to.
 */
Component({
  properties: {
    server: { type: String, value: '' },
    app: { type: String, value: '' },
    /** The page with the chat, such as `/pages/service/index`. */
    page: { type: String, value: '' },
  },
  data: { x: 0, y: 0, badge: '', label: words.button.label },
  observers: {
    'server, app': function (server: string, app: string) {
      this.connect(server, app)
    },
  },
  lifetimes: {
    attached() {
      const { windowWidth, windowHeight } = wx.getSystemInfoSync()
      own(this).x = windowWidth - SIZE - EDGE
      this.setData({ x: own(this).x, y: windowHeight - SIZE - EDGE - FOOT })
    },
    detached() {
      this.leave()
    },
  },
  pageLifetimes: {
    show() {
      const { client } = own(this)
      client?.resume()
      client?.look()
    },
  },
  methods: {
    connect(server: string, app: string) {
      this.leave()
      if (!server || !app) return
      const mine = own(this)
      mine.client = clientOf(server, app)
      mine.watcher = { changed: () => this.refresh(), looks: () => false }
      mine.client.attach(mine.watcher)
      mine.client.resume()
      this.refresh()
    },

    leave() {
      const mine = own(this)
      if (mine.client && mine.watcher) mine.client.detach(mine.watcher)
      mine.client = mine.watcher = null
    },

    refresh() {
      const n = own(this).client?.unread ?? 0
      const badge = n === 0 ? '' : n > 99 ? words.unread : String(n)
      if (badge === this.data.badge) return
      this.setData({ badge, label: n === 0 ? words.button.label : words.button.unread.replace('{n}', String(n)) })
    },

    moved(event: WechatMiniprogram.CustomEvent<{ x: number }>) {
      own(this).x = event.detail.x
    },

    /** It rests at the nearer side. */
    dropped() {
      const { windowWidth } = wx.getSystemInfoSync()
      const { x } = own(this)
      this.setData({ x: x + SIZE / 2 < windowWidth / 2 ? 0 : windowWidth - SIZE - EDGE })
    },

    tapped() {
      if (!this.data.page) return this.triggerEvent('open')
      wx.navigateTo({ url: this.data.page, fail: () => wx.switchTab({ url: this.data.page.replace(/\?.*$/, '') }) })
    },
  },
})

