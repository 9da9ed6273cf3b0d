import { Problem, request } from '@/protocol/http'

/** Somebody to be in the demo. */
export interface DemoShopper {
  id: string
  name: string
  /** Tells the newest order. */
  hint: string
}

/** The shoppers to pick from; null where this is not the demo. */
export async function demoShoppers(): Promise<DemoShopper[] | null> {
  try {
    return await request<DemoShopper[]>('GET', '/demo/shoppers')
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return null
    throw failure
  }
}
