import '@/design/base.css'
import { createApp } from 'vue'
import { storedLanguage } from '@/words'
import ChatApp from './ChatApp.vue'
import { speak, words } from './words'

await speak(storedLanguage())
createApp(ChatApp).use(words).mount('#app')
