import { ElMessage } from 'element-plus'
import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { Problem } from '@/protocol/http'
import { useDesk } from '../desk'
import { useThreads } from '../threads'

/** Tells what went wrong with an act; anything that is no problem of the service is a fault of this page. */
export async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    ElMessage.error(failure.message)
    return false
  }
}

/** Accepting, letting pass and taking out of the queue. */
export function useTaking() {
  const desk = useDesk()
  const threads = useThreads()
  const router = useRouter()
  const busy = ref(false)

  async function once(act: () => Promise<unknown>) {
    if (busy.value) return false
    busy.value = true
    try {
      const done = await attempt(act)
      // Whoever was too late sees how it stands now.
      if (!done) await Promise.all([desk.refreshMine.now(), desk.refreshQueue.now()])
      return done
    } finally {
      busy.value = false
    }
  }

  const goTo = (conversation: string) => router.push(`/conversations/${conversation}`)
  return {
    busy,
    async accept(conversation: string) {
      if (await once(() => threads.act(conversation, '/accept'))) await goTo(conversation)
    },
    async take(conversation: string) {
      if (await once(() => threads.act(conversation, '/take'))) await goTo(conversation)
    },
    async decline(conversation: string) {
      await once(() => threads.act(conversation, '/decline'))
    },
  }
}
