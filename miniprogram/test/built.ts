import { execFileSync } from 'node:child_process'

/** What is tested is what is shipped: the built components, not their sources. */
export default function build() {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
}
