import { ref, watch, type Ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import { parametersOf, type TicketFilters } from './filters'
import { useRepeated } from './now'
import { byDue } from './promise'
import type { Ticket } from './ticket'

interface Page {
  tickets: Ticket[]
  next: string | null
}

const PAGE = 50
const WHOLE_PAGE = 100
/** What is sorted by due time has to be here as a whole, up to so many. */
const MOST = 500
const PAUSE = 20_000

/** The tickets that the filters let through, page by page, read anew from time to time. */
export function useTickets(filters: Ref<TicketFilters>) {
  const staff = useStaff()
  const tickets = ref<Ticket[]>([])
  const next = ref<string | null>(null)
  const state = ref<'loading' | 'ready' | 'error'>('loading')
  const trouble = ref('')
  const loadingMore = ref(false)
  let asked = 0

  const page = (wanted: TicketFilters, before: string | null, limit: number) => {
    const parameters = parametersOf(wanted, staff.session?.name ?? '')
    parameters.set('limit', String(limit))
    if (before) parameters.set('before', before)
    return staff.call<Page>('GET', `/desk/tickets?${parameters}`)
  }

  const sifted = (found: Ticket[], wanted: TicketFilters) =>
    wanted.assignee === 'none' ? found.filter((ticket) => ticket.assignee === undefined) : found

  const isWhole = (wanted: TicketFilters) => wanted.sort === 'due' || wanted.assignee === 'none'

  async function read(wanted: TicketFilters, atLeast: number): Promise<Page> {
    const all: Ticket[] = []
    let before: string | null = null
    do {
      const got: Page = await page(wanted, before, isWhole(wanted) || atLeast > PAGE ? WHOLE_PAGE : PAGE)
      all.push(...got.tickets)
      before = got.next
    } while (before !== null && all.length < (isWhole(wanted) ? MOST : atLeast))
    return { tickets: all, next: before }
  }

  async function load(quietly = false) {
    const wanted = filters.value
    const mine = ++asked
    if (!quietly) state.value = 'loading'
    try {
      const got = await read(wanted, quietly ? tickets.value.length : 0)
      if (mine !== asked) return
      tickets.value = order(sifted(got.tickets, wanted), wanted)
      next.value = got.next
      state.value = 'ready'
      trouble.value = ''
    } catch (failure) {
      if (mine !== asked) return
      if (!(failure instanceof Problem)) throw failure
      trouble.value = failure.message
      if (!quietly) state.value = 'error'
    }
  }

  const order = (found: Ticket[], wanted: TicketFilters) => (wanted.sort === 'due' ? [...found].sort(byDue) : found)

  async function more() {
    if (next.value === null || loadingMore.value) return
    const mine = asked
    const wanted = filters.value
    loadingMore.value = true
    try {
      const got = await page(wanted, next.value, WHOLE_PAGE)
      if (mine !== asked) return
      const known = new Set(tickets.value.map((ticket) => ticket.number))
      const fresh = sifted(got.tickets, wanted).filter((ticket) => !known.has(ticket.number))
      tickets.value = order([...tickets.value, ...fresh], wanted)
      next.value = got.next
      trouble.value = ''
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      trouble.value = failure.message
    } finally {
      loadingMore.value = false
    }
  }

  watch(filters, () => void load(), { immediate: true })
  useRepeated(
    () => (state.value === 'ready' && !loadingMore.value ? load(true) : Promise.resolve()),
    () => PAUSE,
  )

  return { tickets, next, state, trouble, loadingMore, load, more }
}
