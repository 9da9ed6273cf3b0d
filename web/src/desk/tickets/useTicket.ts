import { computed, ref, watch, type Ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import { useRepeated } from './now'
import { allowedActs, type Act, type TicketDetail, type TimelineEntry } from './ticket'

const PAUSE = 15_000
/** While the merchant's system has not said what became of the money. */
const PAUSE_FOR_MONEY = 3_000

/** One ticket with all that can be done to it. Every act names the version that was seen here. */
export function useTicket(number: Ref<string>) {
  const staff = useStaff()
  const detail = ref<TicketDetail | null>(null)
  const state = ref<'loading' | 'ready' | 'missing' | 'error'>('loading')
  /** Why the last act was refused. */
  const trouble = ref('')
  const acting = ref<Act | null>(null)
  /** What others did meanwhile, when an act came too late because of it; empty when nothing has to be said. */
  const meanwhile = ref<TimelineEntry[]>([])
  const overtaken = ref(false)

  const path = () => `/desk/tickets/${encodeURIComponent(number.value)}`

  async function load(quietly = false) {
    const wanted = number.value
    if (!quietly) state.value = 'loading'
    try {
      const got = await staff.call<TicketDetail>('GET', path())
      if (wanted !== number.value || acting.value) return
      detail.value = got
      state.value = 'ready'
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (wanted !== number.value) return
      // A quiet look that fails leaves what is shown; the next act or look will tell.
      if (quietly) return
      trouble.value = failure.message
      state.value = failure.status === 404 || failure.status === 400 ? 'missing' : 'error'
    }
  }

  /** Does it; false when it was refused, with the reason in `trouble` and, if somebody was faster, what they did in `meanwhile`. */
  async function act(what: Act, body: Record<string, unknown> = {}): Promise<boolean> {
    const seen = detail.value
    if (!seen || acting.value) return false
    acting.value = what
    trouble.value = ''
    try {
      detail.value = await staff.call<TicketDetail>('POST', `${path()}/${what}`, {
        body: { version: seen.ticket.version, ...body },
      })
      forget()
      return true
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      acting.value = null
      trouble.value = failure.message
      if (failure.type === 'ticket-changed' || failure.status === 409) await lookWhatChanged(seen, failure.type)
      return false
    } finally {
      acting.value = null
    }
  }

  async function lookWhatChanged(seen: TicketDetail, type: string) {
    await load(true)
    const last = seen.timeline.at(-1)?.n ?? 0
    meanwhile.value = detail.value?.timeline.filter((entry) => entry.n > last) ?? []
    overtaken.value = type === 'ticket-changed'
  }

  function forget() {
    meanwhile.value = []
    overtaken.value = false
    trouble.value = ''
  }

  const may = computed<Set<Act>>(() =>
    detail.value && staff.session
      ? allowedActs(detail.value.ticket, { name: staff.session.name, supervisor: staff.has('supervisor', 'admin') })
      : new Set(),
  )

  watch(
    number,
    () => {
      detail.value = null
      forget()
      void load()
    },
    { immediate: true },
  )
  useRepeated(
    () => (state.value === 'ready' && !acting.value ? load(true) : Promise.resolve()),
    () => (detail.value?.refunds.some((one) => one.status === 'pending') ? PAUSE_FOR_MONEY : PAUSE),
  )

  return { detail, state, trouble, acting, meanwhile, overtaken, may, load, act, forget }
}
