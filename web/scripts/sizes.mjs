/**
 * What each face loads at first, gzipped, against its bound. A face over its bound fails the build, and so does
 * anything of the staff's in the shoppers' page.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = 'target/classes/static'
/** Kilobytes (1000 bytes), gzipped: the page, its scripts and its styles. */
const BOUNDS = { 'index.html': 150, 'desk/index.html': 600, 'ops/index.html': 600, 'demo/wechat/index.html': 100, 'widget.js': 5 }

const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'))
const gzipped = (file) => {
  const path = join(folder, file)
  return existsSync(`${path}.gz`) ? statSync(`${path}.gz`).size : gzipSync(readFileSync(path)).length
}

function loadedAtFirst(entry) {
  const files = new Set([entry])
  const visit = (key) => {
    const chunk = manifest[key]
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.css?.forEach((style) => files.add(style))
    chunk.imports?.forEach(visit)
  }
  if (manifest[entry]) visit(entry)
  return [...files]
}

let failed = false
for (const [entry, bound] of Object.entries(BOUNDS)) {
  const files = loadedAtFirst(entry)
  const size = files.reduce((sum, file) => sum + gzipped(file), 0) / 1000
  console.log(`${entry}: ${size.toFixed(1)} kB of ${bound} kB gzipped, ${files.length} files`)
  if (size > bound) {
    console.error(`${entry} loads more than it may: ${files.map((f) => `${f} ${gzipped(f)}`).join(', ')}`)
    failed = true
  }
}

const shoppersCode = loadedAtFirst('index.html')
  .filter((file) => file.endsWith('.js'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
for (const word of ['/api/v1/desk', '/api/v1/kb', '/api/v1/staff', 'el-button', 'echarts']) {
  if (shoppersCode.includes(word)) {
    console.error(`the shoppers' page holds "${word}", which is the staff's`)
    failed = true
  }
}
process.exit(failed ? 1 : 0)
