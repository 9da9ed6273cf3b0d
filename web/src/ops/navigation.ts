import {
  Collection,
  DataAnalysis,
  Search,
  Filter,
  Finished,
  QuestionFilled,
  Setting,
  Sort,
  Warning,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Role } from '@/staff/session'

export interface Place {
  /** Name of its route, and of its words at `ops.places`. */
  name: string
  icon: Component
  /** Who may enter. */
  roles: Role[]
  /** Routes that count as being here. */
  covers?: string[]
}

export interface PlaceGroup {
  /** Of its words at `ops.groups`. */
  name: string
  places: Place[]
}

const CURATORS: Role[] = ['operator', 'reviewer', 'admin']
const EVERYBODY: Role[] = ['operator', 'reviewer', 'supervisor', 'admin']

/** All there is to go to, in its order. */
export const PLACES: PlaceGroup[] = [
  {
    name: 'knowledge',
    places: [
      { name: 'items', icon: Collection, roles: CURATORS, covers: ['item'] },
      { name: 'try', icon: Search, roles: CURATORS },
      { name: 'gaps', icon: QuestionFilled, roles: CURATORS },
      { name: 'rules', icon: Filter, roles: CURATORS },
      { name: 'import', icon: Sort, roles: CURATORS },
    ],
  },
  {
    name: 'quality',
    places: [
      { name: 'reports', icon: DataAnalysis, roles: EVERYBODY },
      { name: 'evaluation', icon: Finished, roles: EVERYBODY },
      { name: 'risk', icon: Warning, roles: CURATORS },
    ],
  },
  { name: 'manage', places: [{ name: 'settings', icon: Setting, roles: EVERYBODY }] },
]

/** The place that a route belongs to. */
export function placeOf(route: string): Place | undefined {
  return PLACES.flatMap((group) => group.places).find((place) => place.name === route || place.covers?.includes(route))
}

/** The groups and places that somebody with these rights sees. */
export function placesFor(has: (...roles: Role[]) => boolean): PlaceGroup[] {
  return PLACES.map((group) => ({ ...group, places: group.places.filter((place) => has(...place.roles)) })).filter(
    (group) => group.places.length > 0,
  )
}
