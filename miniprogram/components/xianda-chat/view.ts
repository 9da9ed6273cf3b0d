import type { Reach } from '@/protocol/conversation'
import type { Part } from '@/protocol/messages'
import type { Outgoing } from '@/protocol/outbox'
import { rowsOf, type MessageRow, type Row } from '@/chat/rows'
import { TOPICS } from '@/chat/topics'
import common from '@/chat/words/chat.zh-CN.json'
import type { ChatClient } from '../xianda-client'
import { clock, dayName, dayOf } from '../xianda-client/times'
import words from '../words.json'

/** What the markup shows: nothing in it has to be worked out any more. */
export interface PictureView {
  key: string
  /** Empty while it is fetched. */
  src: string
  name: string
  /** What lies over it, such as how far it is uploaded. */
  cover: string
}

export type PartView =
  | { type: 'text'; key: number; text: string }
  | { type: 'choices'; key: number; options: { label: string; value: string }[] }
  | { type: 'link'; key: number; title: string; page: string }
  | { type: 'order'; key: number; number: string; summary: string; status: string; placed: string; amount: string }
  | { type: 'photos'; key: number; photos: PictureView[] }

export interface RowView {
  key: string
  kind: 'day' | 'note' | 'message'
  text: string
  side: '' | 'mine' | 'theirs'
  face: '' | 'leaf' | 'headset'
  name: string
  follows: boolean
  meta: string
  isRead: boolean
  parts: PartView[]
  live: boolean
  seq: number
  /** `ask` can be given, and was not. */
  thumb: '' | 'ask' | 'UP' | 'DOWN'
  thanks: string
  failed: string
  id: string
  canEdit: boolean
  canResend: boolean
}

export interface View {
  title: string
  isAgent: boolean
  /** Nothing was read yet. */
  loading: boolean
  empty: boolean
  rows: RowView[]
  typing: boolean
  banner: string
  /** What a tap on the banner does. */
  bannerAct: '' | 'open' | 'restart' | 'retry'
  bannerLabel: string
  queue: string
  wait: string
  closed: boolean
  rating: '' | 'ask' | 'given'
  given: string
  reasons: { word: string; label: string }[]
  placeholder: string
}

const t = common

export function fill(text: string, gaps: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap))
}

export const topics = TOPICS.map((topic) => ({ topic, label: t.topics[topic], says: t.topicSays[topic] }))

export const tiles = (['deliver', 'spoiled', 'refund', 'invoice'] as const).map((topic, i) => ({
  topic,
  icon: ['bike', 'apple', 'coins', 'page'][i],
  label: t.welcome[topic],
  says: t.topicSays[topic],
}))

/** All that the component shows of the conversation, as it is now. */
export function viewOf(client: ChatClient): View {
  const { conversation, rating } = client
  const { state, typing, session } = conversation
  const rows = session
    ? rowsOf(conversation.messages, conversation.outgoing, conversation.readByAgent, { day: dayOf, minute: clock })
    : []
  const banner = bannerOf(client)
  const agent = lastAgent(client)
  return {
    title: !session
      ? t.state.off
      : typing
        ? t.state.typing
        : state === 'served' && agent
          ? fill(t.state.servedBy, { name: agent })
          : t.state[state],
    isAgent: state === 'served',
    loading: client.isOpening || (session !== null && !conversation.settled && rows.length === 0),
    empty: conversation.settled && rows.length === 0,
    rows: rows.map((row) => rowView(row, client)),
    typing: typing !== null,
    ...banner,
    ...queueOf(client),
    closed: state === 'closed',
    rating: rating?.given ? 'given' : rating?.due ? 'ask' : '',
    given: rating?.given ? fill(t.rating.given, { n: rating.given.stars }) : '',
    reasons: rating?.reasons ?? [],
    placeholder: placeholderOf(client),
  }
}

function lastAgent({ conversation }: ChatClient): string {
  const { messages } = conversation
  for (let i = messages.length - 1; i >= 0; i--) if (messages[i]?.author === 'agent') return messages[i]?.by ?? ''
  return ''
}

function bannerOf({ conversation, trouble }: ChatClient): Pick<View, 'banner' | 'bannerAct' | 'bannerLabel'> {
  const says = (banner: string, bannerAct: View['bannerAct'] = '', bannerLabel = '') => ({ banner, bannerAct, bannerLabel })
  if (trouble) return says(trouble, 'open', t.chat.retry)
  const { stopped } = conversation
  if (stopped) return says(stopped.text || t.reach.lost, 'restart', t.reach.restart)
  const waiting = conversation.outgoing.filter((item) => item.state !== 'failed' && item.state !== 'sent').length
  const reach: Reach = conversation.reach
  if (reach === 'offline') return says(waiting > 0 ? fill(t.reach.offlineWaiting, { n: waiting }) : t.reach.offline)
  if (reach === 'slow') return says(t.reach.slow)
  if (reach === 'connecting') return says(t.reach.connecting)
  if (reach === 'reconnecting') return says(t.reach.reconnecting, 'retry', t.reach.retryNow)
  return says('')
}

function queueOf({ conversation }: ChatClient): Pick<View, 'queue' | 'wait'> {
  const { state, place } = conversation
  if (state !== 'queued') return { queue: '', wait: '' }
  if (!place) return { queue: t.queue.waiting, wait: '' }
  if (place.offered) return { queue: t.queue.offered, wait: '' }
  const seconds = place.waitSeconds ?? null
  return {
    queue: place.position <= 1 ? t.queue.next : fill(t.queue.place, { n: place.position }),
    wait: seconds === null ? '' : seconds < 30 ? t.queue.soon : fill(t.queue.wait, { n: Math.ceil(seconds / 60) }),
  }
}

function placeholderOf({ conversation }: ChatClient): string {
  const { messages, state } = conversation
  const asks = messages[messages.length - 1]?.asks
  if (state === 'served') return t.composer.toPerson
  return (t.asks as Record<string, string>)[asks ?? ''] ?? t.composer.placeholder
}

const NOTHING: Omit<RowView, 'key' | 'kind'> = {
  text: '',
  side: '',
  face: '',
  name: '',
  follows: false,
  meta: '',
  isRead: false,
  parts: [],
  live: false,
  seq: 0,
  thumb: '',
  thanks: '',
  failed: '',
  id: '',
  canEdit: false,
  canResend: false,
}

function rowView(row: Row, client: ChatClient): RowView {
  if (row.type === 'day') return { ...NOTHING, key: row.key, kind: 'day', text: dayName(row.at, t.chat) }
  if (row.type === 'note') return { ...NOTHING, key: row.key, kind: 'note', text: row.text }
  const { outgoing } = row
  const thumb = row.canThumb ? (client.thumbs[row.seq] ?? 'ask') : ''
  const failed = outgoing?.state === 'failed'
  return {
    ...NOTHING,
    key: row.key,
    kind: 'message',
    side: row.author === 'shopper' ? 'mine' : 'theirs',
    face: row.author === 'shopper' ? '' : row.author === 'agent' ? 'headset' : 'leaf',
    name: row.author === 'agent' && !row.follows ? (row.by ?? t.who.agent) : '',
    follows: row.follows,
    meta: metaOf(row, client),
    isRead: row.readHere,
    parts: partsOf(row, client),
    live: row.live && client.conversation.state !== 'closed',
    seq: row.seq,
    thumb,
    thanks: thumb === 'UP' ? t.thumbs.thanks : thumb === 'DOWN' ? t.thumbs.sorry : '',
    failed: failed ? fill(t.send.failed, { why: whyOf(outgoing) }) : '',
    id: outgoing?.id ?? '',
    canEdit: failed && outgoing.text !== '',
    canResend: failed && outgoing.failure?.kind !== 'photo-lost',
  }
}

function metaOf({ outgoing, showsTime, at }: MessageRow, { conversation }: ChatClient): string {
  if (!outgoing || outgoing.state === 'sent') return showsTime ? clock(at) : ''
  if (outgoing.state === 'failed') return ''
  if (outgoing.state === 'uploading') return conversation.reach === 'offline' ? t.send.waiting : t.send.uploading
  return conversation.canSend ? t.send.sending : t.send.waiting
}

function whyOf({ failure }: Outgoing): string {
  switch (failure?.kind) {
    case 'no-answer':
      return t.send.noAnswer
    case 'too-big':
      return t.send.tooBig
    case 'photo-lost':
      return t.send.photoLost
    case 'over':
      return t.send.over
    case 'photo':
      return failure.text || t.send.photo
    default:
      return failure?.text || t.trouble.odd
  }
}

function partsOf({ parts, outgoing }: MessageRow, client: ChatClient): PartView[] {
  const views: PartView[] = []
  parts.forEach((part, key) => {
    const last = views[views.length - 1]
    if (part.type !== 'image') views.push(partView(part, key))
    else if (last?.type === 'photos') last.photos.push(pictureView(part.name, client))
    else views.push({ type: 'photos', key, photos: [pictureView(part.name, client)] })
  })
  if (outgoing && outgoing.pictures.length > 0) {
    const photos = outgoing.pictures.map(({ name, source, progress }, i) => ({
      key: name ?? `p${i}`,
      src: typeof source === 'string' ? source : name === null ? '' : client.picture(name),
      name: name ?? '',
      cover: outgoing.state === 'uploading' && name === null ? fill(t.photos.uploading, { n: Math.round(progress * 100) }) : '',
    }))
    views.push({ type: 'photos', key: parts.length, photos })
  }
  return views
}

function pictureView(name: string, client: ChatClient): PictureView {
  return { key: name, src: client.picture(name), name, cover: '' }
}

function partView(part: Exclude<Part, { type: 'image' }>, key: number): PartView {
  switch (part.type) {
    case 'text':
      return { type: 'text', key, text: part.text }
    case 'choices':
      return { type: 'choices', key, options: part.options }
    case 'link':
      return { type: 'link', key, title: part.title, page: part.page }
    case 'order':
      return { ...orderView(part), type: 'order', key }
    default:
      return { type: 'text', key, text: t.parts.unknown } // what a newer service may say
  }
}

type Order = Omit<Extract<Part, { type: 'order' }>, 'type'>

export function orderView({ number, summary, status, placed, amount }: Order): Order {
  const yuan = Number(amount)
  return {
    number,
    summary,
    status: status ?? '',
    placed: placed ? fill(t.parts.placed, { time: placed }) : '',
    amount: amount && !Number.isNaN(yuan) ? `¥${yuan.toFixed(2)}` : (amount ?? ''),
  }
}

/** The order that the shopper came from, as the page gives it: its number, or what is known of it. */
export function sourceOf(order: unknown): Order | null {
  if (typeof order === 'string') return order ? { number: order, summary: '', status: '', placed: '', amount: '' } : null
  const { number, summary, status, placed, amount } = (order ?? {}) as Partial<Record<keyof Order, unknown>>
  if (typeof number !== 'string' || number === '') return null
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))
  return orderView({ number, summary: text(summary), status: text(status), placed: text(placed), amount: text(amount) })
}

/** What of the data is different, as setData takes it: a row that stays the same is not drawn again. */
export function changes(now: View, before: View): Record<string, unknown> {
  const changed: Record<string, unknown> = {}
  for (const key of Object.keys(now) as (keyof View)[]) {
    if (key !== 'rows' && JSON.stringify(now[key]) !== JSON.stringify(before[key])) changed[key] = now[key]
  }
  if (now.rows.length < before.rows.length) changed.rows = now.rows
  else
    now.rows.forEach((row, i) => {
      if (JSON.stringify(row) !== JSON.stringify(before.rows[i])) changed[`rows[${i}]`] = row
    })
  return changed
}

export const texts = {
  ...t,
  source: words.source,
  link: words.link,
  entering: words.entering,
  picture: words.picture,
}
