import '@/design/base.css'
import '@/design/theme'
import { createApp } from 'vue'
import PhoneApp from './PhoneApp.vue'

createApp(PhoneApp).mount('#app')
