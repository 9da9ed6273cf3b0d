import { onScopeDispose, ref, shallowRef } from 'vue'
import { lastWords, Problem } from '@/protocol/http'

export type ReadState = 'loading' | 'error' | 'forbidden' | 'here'

/** Words for whatever went wrong, fit to show. */
export function wordsOf(failure: unknown): string {
  if (failure instanceof Problem) return failure.message
  // A mistake of ours: whoever mends it needs more than the words.
  console.error(failure)
  return lastWords.odd
}

/** Something read from the service; of several reads under way only the last one counts. */
export function useRead<T>(read: (signal: AbortSignal) => Promise<T>) {
  const value = shallowRef<T | null>(null)
  const state = ref<ReadState>('loading')
  const trouble = ref('')
  let under: AbortController | null = null

  /** @param quietly keeps what is shown until the new is here */
  async function reload(quietly = false): Promise<void> {
    under?.abort()
    const mine = new AbortController()
    under = mine
    if (!quietly || value.value === null) state.value = 'loading'
    try {
      const got = await read(mine.signal)
      if (under !== mine) return
      value.value = got
      state.value = 'here'
    } catch (failure) {
      if (under !== mine) return
      trouble.value = wordsOf(failure)
      state.value = failure instanceof Problem && failure.status === 403 ? 'forbidden' : 'error'
    }
  }

  onScopeDispose(() => under?.abort())
  return { value, state, trouble, reload }
}

/** Something that is done at a press: once at a time, and with words where it fails. */
export function useDeed() {
  const busy = ref(false)
  const trouble = ref('')

  /** @returns whether it is done */
  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    trouble.value = ''
    try {
      await act()
      return true
    } catch (failure) {
      trouble.value = wordsOf(failure)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, trouble, run }
}
