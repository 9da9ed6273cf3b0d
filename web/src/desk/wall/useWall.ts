import { computed, ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import { useColleagues } from '../tickets/colleagues'
import { startOfShopDay } from '../tickets/formats'
import { useRepeated } from '../tickets/now'
import type { Ticket } from '../tickets/ticket'
import { useDeskNews } from './deskNews'
import type { FigureLine, FiguresAnswer, ShownCase, WaitingRoom } from './wall'

const PAUSE = 5_000
const PAUSE_OF_FIGURES = 30_000
const PAUSE_OF_SERVED = 30_000
const MOST_FOLLOWED = 200
const FOLLOWED = 'xianda.wall.followed'

/** All that the wall shows, read every few seconds while somebody looks, and at once when the socket says that something moved. */
export function useWall() {
  const staff = useStaff()
  const colleagues = useColleagues()
  const room = ref<WaitingRoom>({ lengths: [], conversations: [] })
  const tickets = ref<Ticket[]>([])
  const hours = ref<FigureLine[]>([])
  const groups = ref<FigureLine[]>([])
  const total = ref<FigureLine | null>(null)
  const state = ref<'loading' | 'ready' | 'error'>('loading')
  const trouble = ref('')
  const readAt = ref<number | null>(null)
  /** What happened to tickets since the page was opened, the newest last. */
  const alarms = ref<{ ticket: string; time: string; over: boolean }[]>([])
  const served = ref<ShownCase[]>([])
  let figuresAt = 0

  // The service lists what waits, and not what others serve: who serves what is known of those that were seen to wait.
  const followed = new Map<string, number>(storedIds().map((id) => [id, 0]))

  async function readFigures() {
    if (Date.now() - figuresAt < PAUSE_OF_FIGURES) return
    figuresAt = Date.now()
    const from = startOfShopDay()
    const span = `from=${new Date(from).toISOString()}&until=${new Date(from + 24 * 3_600_000).toISOString()}`
    const [byHour, byGroup] = await Promise.all([
      staff.call<FiguresAnswer>('GET', `/desk/figures?${span}&by=hour`),
      staff.call<FiguresAnswer>('GET', `/desk/figures?${span}&by=group`),
    ])
    hours.value = byHour.rows
    groups.value = byGroup.rows
    total.value = byGroup.total
  }

  async function readServed() {
    const waiting = new Set(room.value.conversations.map((one) => one.conversation))
    for (const id of waiting) followed.set(id, 0)
    const due = [...followed].filter(([id, at]) => !waiting.has(id) && Date.now() - at >= PAUSE_OF_SERVED).map(([id]) => id)
    const looks = await Promise.all(due.slice(0, 20).map(look))
    const byId = new Map(served.value.map((one) => [one.conversation, one]))
    for (const id of waiting) byId.delete(id)
    for (const [id, open] of looks) {
      if (open) {
        byId.set(id, open)
        followed.set(id, Date.now())
      } else {
        byId.delete(id)
        followed.delete(id)
      }
    }
    served.value = [...byId.values()]
    storeIds([...followed.keys()].slice(-MOST_FOLLOWED))
  }

  async function look(id: string): Promise<[string, ShownCase | null]> {
    try {
      const shown = await staff.call<{ open?: ShownCase }>('GET', `/desk/conversations/${id}`)
      return [id, shown.open ?? null]
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 404) return [id, null]
      throw failure
    }
  }

  async function read() {
    try {
      const [waiting, open] = await Promise.all([
        staff.call<WaitingRoom>('GET', '/desk/queue?limit=200'),
        staff.call<{ tickets: Ticket[] }>('GET', '/desk/tickets?limit=100'),
        colleagues.read(),
        readFigures(),
      ])
      room.value = waiting
      tickets.value = open.tickets
      await readServed()
      state.value = 'ready'
      trouble.value = ''
      readAt.value = Date.now()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      figuresAt = 0
      trouble.value = failure.message
      if (state.value === 'loading') state.value = 'error'
    }
  }

  const repeated = useRepeated(read, () => PAUSE)

  let hurry = 0
  /** Soon, but not for each of many at once. */
  function readSoon() {
    clearTimeout(hurry)
    // Nobody looks: it is read when somebody does again.
    if (document.visibilityState !== 'visible') return
    hurry = window.setTimeout(() => void repeated.now(), 400)
  }

  const { connected } = useDeskNews((frame) => {
    if (frame.type === 'queue-moved' && frame.conversation) {
      followed.set(frame.conversation, 0)
      readSoon()
    } else if ((frame.type === 'ticket-warned' || frame.type === 'ticket-breached') && frame.ticket) {
      alarms.value = [
        ...alarms.value.slice(-4),
        { ticket: frame.ticket, time: frame.time ?? 'resolution', over: frame.type === 'ticket-breached' },
      ]
      readSoon()
    }
  })

  function again() {
    state.value = 'loading'
    return repeated.now()
  }

  void repeated.now()

  return {
    room,
    tickets,
    hours,
    groups,
    total,
    state,
    trouble,
    readAt,
    alarms,
    served,
    connected,
    again,
    readSoon,
    agents: computed(() => colleagues.all),
  }
}

function storedIds(): string[] {
  try {
    const ids: unknown = JSON.parse(sessionStorage.getItem(FOLLOWED) ?? '[]')
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return [] // Private mode.
  }
}

function storeIds(ids: string[]) {
  try {
    sessionStorage.setItem(FOLLOWED, JSON.stringify(ids))
  } catch {
    // Private mode: they are known until the page is closed.
  }
}
