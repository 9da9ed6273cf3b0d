import { onBeforeUnmount, onMounted, readonly, ref } from 'vue'

/** The time, once a second while somebody looks. */
export function useNow() {
  const now = ref(Date.now())
  let timer = 0
  const tick = () => {
    now.value = Date.now()
  }
  const follow = () => {
    clearInterval(timer)
    if (document.visibilityState === 'visible') {
      tick()
      timer = window.setInterval(tick, 1000)
    }
  }
  onMounted(() => {
    follow()
    document.addEventListener('visibilitychange', follow)
  })
  onBeforeUnmount(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', follow)
  })
  return readonly(now)
}

/** Does something again and again while somebody looks, and at once when they look again. Never twice at the same time. */
export function useRepeated(act: () => Promise<unknown>, pause: () => number) {
  let timer = 0
  let running = false
  let gone = false
  const later = () => {
    clearTimeout(timer)
    if (!gone && document.visibilityState === 'visible') timer = window.setTimeout(run, pause())
  }
  const run = async () => {
    if (running || gone) return
    running = true
    try {
      await act()
    } finally {
      running = false
      later()
    }
  }
  const seen = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') void run()
  }
  onMounted(() => {
    later()
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    gone = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
  })
  return { now: run }
}
