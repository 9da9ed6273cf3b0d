import '@/design/base.css'
import '@/staff/element.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { storedLanguage } from '@/words'
import DeskApp from './DeskApp.vue'
import { router } from './router'
import { speak, words } from './words'

await speak(storedLanguage())
createApp(DeskApp).use(createPinia()).use(words).use(router).mount('#app')
