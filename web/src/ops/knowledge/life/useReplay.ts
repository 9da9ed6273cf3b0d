import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { newUuid, Problem } from '@/protocol/http'
import type { Item, Replay } from '../shared/model'
import { useKnowledge } from '../shared/useKnowledge'

const PATIENCE = 180_000
const AGAIN = 4_000

/** What publishing this version would win and lose; one replay at a time runs in a service, so others wait their turn. */
export function useReplay(item: Ref<Item | null>) {
  const knowledge = useKnowledge()
  const replay = shallowRef<Replay | null>(null)
  const state = ref<'none' | 'running' | 'waiting' | 'done' | 'failed'>('none')
  const trouble = ref('')
  const seconds = ref(0)
  let clock: ReturnType<typeof setInterval> | undefined
  let gone = false

  const place = computed(() => (item.value ? `xianda.ops.replay.${item.value.id}.${item.value.workingVersion}` : ''))

  function remembered(): string | null {
    try {
      return sessionStorage.getItem(place.value)
    } catch {
      return null // private mode
    }
  }
  function remember(id: string | null) {
    try {
      if (id) sessionStorage.setItem(place.value, id)
      else sessionStorage.removeItem(place.value)
    } catch {
      // Private mode: after a reload it is replayed once more.
    }
  }

  watch(
    place,
    async (now) => {
      replay.value = null
      state.value = 'none'
      trouble.value = ''
      const known = now ? remembered() : null
      if (!known) return
      try {
        const found = await knowledge.get<Replay>(`/replay/${known}`)
        if (place.value !== now) return
        replay.value = found
        state.value = 'done'
      } catch {
        remember(null) // Too old, or never done: it can be run anew.
      }
    },
    { immediate: true },
  )

  const pause = (time: number) => new Promise((done) => setTimeout(done, time))

  async function run() {
    const target = item.value
    if (!target || state.value === 'running' || state.value === 'waiting') return
    const now = place.value
    state.value = 'running'
    trouble.value = ''
    replay.value = null
    seconds.value = 0
    clearInterval(clock)
    clock = setInterval(() => (seconds.value += 1), 1000)
    // The same key however often it is asked: the service tells what it has found under it.
    const key = newUuid()
    const until = Date.now() + PATIENCE
    try {
      for (;;) {
        try {
          const made = await knowledge.call<Replay>('POST', '/replay', {
            body: { items: [target.id] },
            headers: { 'Idempotency-Key': key },
            timeout: PATIENCE,
          })
          if (place.value !== now) return
          replay.value = made
          state.value = 'done'
          remember(made.id)
          return
        } catch (failure) {
          const again = failure instanceof Problem && (failure.type === 'replay-running' || failure.isNetwork)
          if (!again || gone || place.value !== now || Date.now() > until) throw failure
          state.value = 'waiting'
          await pause(AGAIN)
        }
      }
    } catch (failure) {
      if (place.value !== now) return
      if (!(failure instanceof Problem)) throw failure
      state.value = 'failed'
      trouble.value = failure.message
    } finally {
      clearInterval(clock)
    }
  }

  /** The service wants it anew: something else was published meanwhile. */
  function outdated() {
    remember(null)
    replay.value = null
    state.value = 'none'
  }

  onScopeDispose(() => {
    gone = true
    clearInterval(clock)
  })
  return { replay, state, trouble, seconds, run, outdated }
}

export type UsedReplay = ReturnType<typeof useReplay>
