import { ref } from 'vue'
import { lastWords, Problem } from '@/protocol/http'

/** What somebody set going with a button: whether it is under way, and in words why it failed. */
export function useTask() {
  const busy = ref(false)
  const trouble = ref('')
  /** The whole problem, for who wants to do something about it. */
  const problem = ref<Problem | null>(null)

  /** @returns what came of it; undefined when it failed, or one is under way already */
  async function run<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    trouble.value = ''
    problem.value = null
    try {
      return await act()
    } catch (failure) {
      problem.value = failure instanceof Problem ? failure : null
      trouble.value = failure instanceof Problem ? failure.message : lastWords.odd
      if (!(failure instanceof Problem)) console.error(failure)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, trouble, problem, run }
}
