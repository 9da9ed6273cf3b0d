import { fileURLToPath } from 'node:url'
import vueI18n from '@intlify/unplugin-vue-i18n/vite'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import { defineConfig } from 'vitest/config'
import { compressed } from './scripts/compressed.mjs'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Where `npm run dev` finds a running `bin/xianda serve`. */
const backend = process.env.XIANDA_BACKEND ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    // Words are compiled here, so that the pages carry no compiler. The chat's stay as they are, see its words.ts.
    vueI18n({ include: ['staff', 'desk', 'ops'].map((face) => here(`src/${face}/words/*.json`)), runtimeOnly: true, compositionOnly: true }),
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    compressed(),
  ],
  resolve: { alias: { '@': here('src') } },
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    manifest: '.vite/manifest.json',
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { chat: here('index.html'), desk: here('desk/index.html'), ops: here('ops/index.html'), phone: here('demo/wechat/index.html') },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': backend,
      '/ws': { target: backend, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.test.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
