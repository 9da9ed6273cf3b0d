import { createRouter, createWebHistory } from 'vue-router'

/** Every view of this face, in the order of its navigation. */
export const router = createRouter({
  history: createWebHistory('/ops/'),
  routes: [{ path: '/', name: 'home', component: () => import('./HomePage.vue') }],
})
