import { createApp } from 'vue'
import { storedLanguage } from '@/words'
import ChatApp from './ChatApp.vue'
import { isEmbedded } from './embedded'
import { speak, words } from './words'

document.documentElement.classList.toggle('embedded', isEmbedded)
await speak(storedLanguage())
createApp(ChatApp).use(words).mount('#app')
