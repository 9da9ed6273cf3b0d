import { readonly, ref } from 'vue'

/** What somebody chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'xianda.theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const chosen = ref<Theme>(stored())
const dark = ref(false)

function stored(): Theme {
  try {
    const word = localStorage.getItem(KEY)
    return word === 'light' || word === 'dark' ? word : 'system'
  } catch {
    return 'system' // private mode
  }
}

function apply() {
  dark.value = chosen.value === 'dark' || (chosen.value === 'system' && system.matches)
  document.documentElement.classList.toggle('dark', dark.value)
}

system.addEventListener('change', apply)
apply()

/** The theme, kept on this device; `dark` tells what is shown now. */
export function useTheme() {
  return {
    chosen: readonly(chosen),
    dark: readonly(dark),
    choose(theme: Theme) {
      chosen.value = theme
      try {
        if (theme === 'system') localStorage.removeItem(KEY)
        else localStorage.setItem(KEY, theme)
      } catch {
        // Private mode: it holds until the page is closed.
      }
      apply()
    },
  }
}
