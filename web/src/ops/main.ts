import '@/design/base.css'
import '@/staff/element.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { storedLanguage } from '@/words'
import OpsApp from './OpsApp.vue'
import { router } from './router'
import { speak, words } from './words'

await speak(storedLanguage())
createApp(OpsApp).use(createPinia()).use(words).use(router).mount('#app')
