import { defineConfig } from 'vite'
import { compressed } from './scripts/compressed.mjs'

/** The one line for other pages: a script without modules, under a name that never changes. */
export default defineConfig({
  publicDir: false,
  plugins: [compressed()],
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: false,
    target: ['es2020', 'safari14'],
    lib: { entry: 'src/widget/widget.ts', formats: ['iife'], name: 'Xianda', fileName: () => 'widget.js' },
  },
})
