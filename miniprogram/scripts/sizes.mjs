/** What a merchant copies, against its bound: a mini-program's main package may hold 2 MB in all. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BOUND = 200_000
const files = readdirSync('target/components', { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
const size = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
console.log(`components: ${(size / 1000).toFixed(1)} kB of ${BOUND / 1000} kB, ${files.length} files`)
if (size >= BOUND) {
  console.error('the components are larger than they may be')
  process.exit(1)
}
