import { onScopeDispose, ref, shallowRef } from 'vue'
import { lastWords, Problem } from '@/protocol/http'

export type LoadedState = 'loading' | 'error' | 'forbidden' | 'missing' | 'here'

/** Something that is shown as soon as it is here; of several loads under way only the last one counts. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>) {
  const value = shallowRef<T | null>(null)
  const state = ref<LoadedState>('loading')
  const trouble = ref('')
  let under: AbortController | null = null

  /** @param quietly keeps what is shown until the new is here */
  async function reload(quietly = false): Promise<void> {
    under?.abort()
    const mine = new AbortController()
    under = mine
    if (!quietly || value.value === null) state.value = 'loading'
    try {
      const loaded = await load(mine.signal)
      if (under !== mine) return
      value.value = loaded
      state.value = 'here'
    } catch (failure) {
      if (under !== mine) return
      if (!(failure instanceof Problem)) console.error(failure)
      trouble.value = failure instanceof Problem ? failure.message : lastWords.odd
      const status = failure instanceof Problem ? failure.status : 0
      state.value = status === 403 ? 'forbidden' : status === 404 ? 'missing' : 'error'
    }
  }

  onScopeDispose(() => under?.abort())
  return { value, state, trouble, reload }
}
