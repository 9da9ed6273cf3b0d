import type { Role } from '@/staff/session'

export const PART_NAMES = [
  'accounts',
  'agents',
  'replies',
  'tags',
  'macros',
  'hours',
  'sla',
  'limits',
  'webhooks',
  'audit',
] as const
export type PartName = (typeof PART_NAMES)[number]

const SUPERVISORS: Role[] = ['supervisor', 'admin']
const EVERYBODY: Role[] = ['supervisor', 'operator', 'reviewer', 'admin']

/** Who may look at which part, as the table of doors of the service has it. */
export const ROLES: Record<PartName, Role[]> = {
  accounts: ['admin'],
  agents: SUPERVISORS,
  replies: SUPERVISORS,
  tags: SUPERVISORS,
  macros: SUPERVISORS,
  hours: EVERYBODY,
  sla: EVERYBODY,
  limits: EVERYBODY,
  webhooks: ['admin'],
  audit: ['operator', 'reviewer', 'admin'],
}

export function isPart(name: string | undefined): name is PartName {
  return PART_NAMES.some((part) => part === name)
}
