import { createRouter, createWebHistory } from 'vue-router'

/** Every view of the desk, in the order of its navigation. */
export const router = createRouter({
  history: createWebHistory('/desk/'),
  routes: [
    { path: '/', redirect: '/conversations' },
    { path: '/conversations/:conversation?', name: 'work', component: () => import('./conversations/WorkPage.vue'), props: true },
    { path: '/tickets', name: 'tickets', component: () => import('./tickets/TicketsPage.vue') },
    { path: '/tickets/:ticket', name: 'ticket', component: () => import('./tickets/TicketPage.vue'), props: true },
    { path: '/wall', name: 'wall', component: () => import('./wall/WallPage.vue') },
    { path: '/:elsewhere(.*)*', redirect: '/conversations' },
  ],
})
