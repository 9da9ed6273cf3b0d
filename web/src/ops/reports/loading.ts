import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { Problem } from '@/protocol/http'

/**
 * One report on a page: what was loaded last stays until the next has come, and an answer that is no longer wanted is dropped.
 */
export function useLoading<T>(read: (signal: AbortSignal) => Promise<T>) {
  const report = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let under: AbortController | null = null

  async function load() {
    under?.abort()
    const mine = (under = new AbortController())
    loading.value = true
    problem.value = null
    try {
      const answer = await read(mine.signal)
      if (under === mine) report.value = answer
    } catch (failure) {
      if (under !== mine) return // somebody wants something else by now
      if (!(failure instanceof Problem)) throw failure
      report.value = null
      problem.value = failure
    } finally {
      if (under === mine) loading.value = false
    }
  }

  onBeforeUnmount(() => {
    under?.abort()
    under = null
  })
  return { report, problem, loading, load }
}
