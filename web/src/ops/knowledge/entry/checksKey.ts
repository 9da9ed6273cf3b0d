import type { InjectionKey } from 'vue'
import type { Checks } from './useChecks'

/** What the guards say, for the fields of the editor. */
export const CHECKS: InjectionKey<Checks> = Symbol('checks')
