import type { Instead } from '@/protocol/conversation'
import { clientOf, type ChatClient, type Thumb, type Watcher } from '../xianda-client'
import { openPage } from './pages'
import { changes, fill, sourceOf, texts, tiles, topics, viewOf, type View } from './view'

const MOST_PHOTOS = 9
const NERVOUS_MS = 700
const NOTICE_MS = 5_000
const TYPING_STOPS_MS = 3_000

type Tapped<D extends Record<string, unknown>> = WechatMiniprogram.TouchEvent<Record<never, never>, Record<never, never>, D>

const NOTHING: View = {
  title: '',
  isAgent: false,
  loading: true,
  empty: false,
  rows: [],
  typing: false,
  banner: '',
  bannerAct: '',
  bannerLabel: '',
  queue: '',
  wait: '',
  closed: false,
  rating: '',
  given: '',
  reasons: [],
  placeholder: '',
}

const WAYS: { instead: Instead; icon: string; label: string; hint: string }[] = [
  { instead: 'BOT', icon: 'leaf', label: texts.queue.bot, hint: texts.queue.botHint },
  { instead: 'TICKET', icon: 'ticket', label: texts.queue.ticket, hint: texts.queue.ticketHint },
  { instead: 'NOTHING', icon: 'close', label: texts.queue.nothing, hint: texts.queue.nothingHint },
]

interface Own {
  client: ChatClient | null
  watcher: Watcher | null
  shown: View
  isShown: boolean
  tappedAt: number
  noticeTimer: number
  typingTimer: number
}

/** State that the markup has no use for, by the component it belongs to. */
const owns = new WeakMap<object, Own>()

function own(component: object): Own {
  let found = owns.get(component)
  if (!found) {
    found = { client: null, watcher: null, shown: NOTHING, isShown: true, tappedAt: 0, noticeTimer: 0, typingTimer: 0 }
    owns.set(component, found)
  }
  return found
}

/**
 * The shoppers' chat. It fills the height of what it stands in.
 *
 * Events: `unread` ({ count }), `link` ({ page, title }) before a page is opened.
 */
Component({
  options: { multipleSlots: false },
  properties: {
    /** Where the service is: `https://…`, without a path. */
    server: { type: String, value: '' },
    /** The name of this mini-program in the service's settings. */
    app: { type: String, value: '' },
    /** Number of the order that the shopper came from, or `{number, summary, status, placed, amount}`. */
    order: { type: null, value: null as unknown },
  },
  data: {
    ...NOTHING,
    t: texts,
    topics,
    tiles,
    ways: WAYS,
    starWords: texts.rating.words as Record<string, string>,
    source: null as ReturnType<typeof sourceOf>,
    draft: '',
    hasDraft: false,
    focus: false,
    picked: [] as string[],
    keyboard: 0,
    anchor: '',
    atBottom: true,
    below: 0,
    belowText: '',
    notice: '',
    leaving: false,
    stars: 0,
    chosen: {} as Record<string, boolean>,
    comment: '',
    busy: false,
    missing: {} as Record<string, boolean>,
  },
  observers: {
    order(order: unknown) {
      this.setData({ source: sourceOf(order) })
    },
    'server, app': function (server: string, app: string) {
      this.connect(server, app)
    },
  },
  lifetimes: {
    detached() {
      this.leave()
    },
  },
  pageLifetimes: {
    show() {
      own(this).isShown = true
      own(this).client?.look()
    },
    hide() {
      own(this).isShown = false
    },
  },
  methods: {
    connect(server: string, app: string) {
      this.leave()
      if (!server || !app) return
      const mine = own(this)
      const client = (mine.client = clientOf(server, app))
      mine.watcher = {
        changed: () => this.refresh(),
        notice: (text) => this.say(text),
        looks: () => mine.isShown && !client.isHidden,
      }
      client.attach(mine.watcher)
      void client.open()
      this.refresh()
    },

    leave() {
      const mine = own(this)
      if (mine.client && mine.watcher) mine.client.detach(mine.watcher)
      clearTimeout(mine.typingTimer)
      clearTimeout(mine.noticeTimer)
      mine.client = mine.watcher = null
    },

    refresh() {
      const mine = own(this)
      if (!mine.client) return
      const before = mine.shown
      const now = viewOf(mine.client)
      mine.shown = now
      const changed = changes(now, before)
      if (Object.keys(changed).length === 0) return
      const grown = now.rows.filter((row) => row.kind !== 'day').length - before.rows.filter((row) => row.kind !== 'day').length
      this.setData(changed)
      for (const row of now.rows) for (const part of row.parts) if (part.type === 'photos') this.fetchMissing(part.photos)
      const last = now.rows[now.rows.length - 1]
      const follows = this.data.atBottom || (grown > 0 && last?.side === 'mine')
      if (follows && (grown !== 0 || now.typing !== before.typing || now.rating !== before.rating)) this.toBottom()
      else if (grown > 0 && last?.side !== 'mine') this.countBelow(this.data.below + grown)
      this.triggerEvent('unread', { count: mine.client.unread })
    },

    countBelow(below: number) {
      this.setData({ below, belowText: fill(texts.chat.newMessages, { n: below }) })
    },

    /* ---------- pictures ---------- */

    fetchMissing(photos: { src: string; name: string }[]) {
      const { client } = own(this)
      for (const { src, name } of photos) {
        if (src || !name || name in this.data.missing) continue
        this.data.missing[name] = false // being fetched; shown only where it did not go
        void client?.fetchPicture(name).then((found) => {
          if (found) delete this.data.missing[name]
          else this.setData({ [`missing.${name}`]: true })
        })
      }
    },

    pictureFailed(event: Tapped<{ name: string }>) {
      const { name } = event.currentTarget.dataset
      if (!name) return
      // A link is good for minutes only; a new one is asked for once.
      if (name in this.data.missing) return this.setData({ [`missing.${name}`]: true })
      this.fetchMissing([{ src: '', name }])
    },

    openPicture(event: Tapped<{ src: string; name: string; all: { src: string }[] }>) {
      const { src, name, all } = event.currentTarget.dataset
      if (!src) {
        delete this.data.missing[name]
        return this.fetchMissing([{ src: '', name }])
      }
      wx.previewImage({ current: src, urls: all.map((photo) => photo.src).filter(Boolean) })
    },

    choosePictures() {
      const room = MOST_PHOTOS - this.data.picked.length
      if (room <= 0) return this.say(texts.photos.most)
      wx.chooseImage({
        count: room,
        sizeType: ['compressed'],
        sourceType: ['album', 'camera'],
        success: ({ tempFilePaths }) => {
          void Promise.all(tempFilePaths.map(compressed)).then((paths) =>
            this.setData({ picked: this.data.picked.concat(paths).slice(0, MOST_PHOTOS) }),
          )
        },
        fail: ({ errMsg }) => {
          if (!/cancel/.test(errMsg)) this.say(texts.picture.choose)
        },
      })
    },

    unpick(event: Tapped<{ index: number }>) {
      this.setData({ picked: this.data.picked.filter((_, i) => i !== event.currentTarget.dataset.index) })
    },

    /* ---------- saying something ---------- */

    write(event: WechatMiniprogram.Input) {
      this.data.draft = event.detail.value // the field shows it already
      const hasDraft = event.detail.value.trim() !== ''
      if (hasDraft !== this.data.hasDraft) this.setData({ hasDraft })
      const mine = own(this)
      mine.client?.conversation.tellTyping(event.detail.value !== '')
      clearTimeout(mine.typingTimer)
      mine.typingTimer = setTimeout(() => mine.client?.conversation.tellTyping(false), TYPING_STOPS_MS)
    },

    send() {
      const { client } = own(this)
      if (!client) return
      const { draft, picked } = this.data
      if (!client.conversation.say(draft, picked)) return
      this.setData({ draft: '', hasDraft: false, picked: [] })
      this.toBottom()
    },

    /** A tap that says something; a nervous double tap says it once. */
    tap(event: Tapped<{ says: string; off?: boolean }>) {
      const mine = own(this)
      if (event.currentTarget.dataset.off || Date.now() - mine.tappedAt < NERVOUS_MS) return
      mine.tappedAt = Date.now()
      if (mine.client?.conversation.say(event.currentTarget.dataset.says)) this.toBottom()
    },

    sendSource(event: Tapped<{ says: string }>) {
      this.tap(event)
      this.setData({ source: null })
    },

    closeSource() {
      this.setData({ source: null })
    },

    resend(event: Tapped<{ id: string }>) {
      own(this).client?.conversation.resend(event.currentTarget.dataset.id)
    },

    takeBack(event: Tapped<{ id: string }>) {
      const item = own(this).client?.conversation.takeBack(event.currentTarget.dataset.id)
      if (item?.text) this.setData({ draft: item.text, hasDraft: true, focus: true })
    },

    openLink(event: Tapped<{ page: string; title: string }>) {
      const { page, title } = event.currentTarget.dataset
      this.triggerEvent('link', { page, title })
      openPage(page, () => this.say(texts.link.gone))
    },

    giveThumb(event: Tapped<{ seq: number; thumb: Thumb }>) {
      const { seq, thumb } = event.currentTarget.dataset
      void own(this).client?.thumb(seq, thumb)
    },

    /* ---------- the frame around it ---------- */

    bannerTapped() {
      const { client } = own(this)
      if (this.data.bannerAct === 'open') void client?.open()
      if (this.data.bannerAct === 'restart') this.restart()
      if (this.data.bannerAct === 'retry') client?.conversation.retryNow()
    },

    restart() {
      void own(this).client?.conversation.restart()
    },

    askLeaving() {
      this.setData({ leaving: true })
    },

    async leaveQueue(event: Tapped<{ instead: Instead }>) {
      const { client } = own(this)
      if (!client || this.data.busy) return
      this.setData({ busy: true })
      await client.attempt(() => client.conversation.leaveQueue(event.currentTarget.dataset.instead))
      this.setData({ busy: false, leaving: false })
    },

    pickStars(event: Tapped<{ stars: number }>) {
      this.setData({ stars: event.currentTarget.dataset.stars })
    },

    pickReason(event: Tapped<{ word: string }>) {
      const { word } = event.currentTarget.dataset
      this.setData({ chosen: { ...this.data.chosen, [word]: !this.data.chosen[word] } })
    },

    writeComment(event: WechatMiniprogram.Input) {
      this.data.comment = event.detail.value
    },

    async submitRating() {
      const { client } = own(this)
      const { stars, chosen, comment, busy, reasons } = this.data
      if (!client || busy) return
      this.setData({ busy: true })
      const words = reasons.map((reason) => reason.word).filter((word) => chosen[word])
      const went = await client.rate(stars, words, comment.trim())
      this.setData(went ? { busy: false, stars: 0, chosen: {}, comment: '' } : { busy: false })
    },

    closeSheet() {
      this.setData({ leaving: false, stars: 0 })
    },

    /** What lies below a sheet must not scroll. */
    stay() {},

    keyboardMoved(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      this.setData({ keyboard: event.detail.height })
      if (event.detail.height > 0 && this.data.atBottom) this.toBottom()
    },

    keyboardGone() {
      this.setData({ keyboard: 0, focus: false })
    },

    /* ---------- the log ---------- */

    scrolled(event: WechatMiniprogram.ScrollViewScroll) {
      if (event.detail.deltaY > 0 && this.data.atBottom) this.setData({ atBottom: false })
    },

    reachedBottom() {
      if (!this.data.atBottom || this.data.below > 0) this.setData({ atBottom: true, below: 0 })
    },

    toBottom() {
      // The same anchor twice would not scroll.
      this.setData({ anchor: '' }, () => this.setData({ anchor: 'x-end', atBottom: true, below: 0 }))
    },

    say(notice: string) {
      const mine = own(this)
      this.setData({ notice })
      clearTimeout(mine.noticeTimer)
      mine.noticeTimer = setTimeout(() => this.setData({ notice: '' }), NOTICE_MS)
    },
  },
})

/** A smaller picture of the same, where the phone can make one. */
function compressed(path: string): Promise<string> {
  return new Promise((done) =>
    wx.compressImage({ src: path, quality: 80, success: ({ tempFilePath }) => done(tempFilePath), fail: () => done(path) }),
  )
}
