import { onScopeDispose } from 'vue'

/** A phone's keyboard covers the page instead of shrinking it (iOS): the window follows the part that can be seen. */
export function useViewport() {
  const view = window.visualViewport
  if (!view) return
  const root = document.documentElement
  const follow = () => {
    if (view.scale > 1.01) return // zoomed by hand
    root.style.setProperty('--vh', `${view.height}px`)
    root.style.setProperty('--vtop', `${view.offsetTop}px`)
    root.classList.toggle('keyboard', window.innerHeight - view.height > 120)
  }
  view.addEventListener('resize', follow)
  view.addEventListener('scroll', follow)
  follow()
  onScopeDispose(() => {
    view.removeEventListener('resize', follow)
    view.removeEventListener('scroll', follow)
  })
}
