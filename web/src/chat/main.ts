import { createApp } from 'vue'
import { storedLanguage } from '@/language'
import ChatApp from './ChatApp.vue'
import { isEmbedded } from './embedded'
import { speak } from './words'

document.documentElement.classList.toggle('embedded', isEmbedded)

const open = () => createApp(ChatApp).mount('#app')
// Not awaited at the top: the bundler would cut the page into many small files.
speak(storedLanguage()).then(open, open)
