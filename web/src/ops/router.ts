import { createRouter, createWebHistory } from 'vue-router'
import { useStaff } from '@/staff/session'

/** Where somebody begins: a supervisor does not write entries. */
const beginning = () => (useStaff().has('operator', 'reviewer', 'admin') ? '/knowledge' : '/reports')

/** Every view of the console, in the order of its navigation. */
export const router = createRouter({
  history: createWebHistory('/ops/'),
  routes: [
    { path: '/', redirect: beginning },
    { path: '/knowledge', name: 'items', component: () => import('./knowledge/ItemsPage.vue') },
    { path: '/knowledge/:item', name: 'item', component: () => import('./knowledge/ItemPage.vue'), props: true },
    { path: '/try', name: 'try', component: () => import('./knowledge/TryPage.vue') },
    { path: '/gaps', name: 'gaps', component: () => import('./knowledge/GapsPage.vue') },
    { path: '/rules', name: 'rules', component: () => import('./knowledge/RulesPage.vue') },
    { path: '/import', name: 'import', component: () => import('./knowledge/ImportPage.vue') },
    { path: '/reports', name: 'reports', component: () => import('./reports/ReportsPage.vue') },
    { path: '/evaluation', name: 'evaluation', component: () => import('./reports/EvaluationPage.vue') },
    { path: '/risk', name: 'risk', component: () => import('./risk/RiskPage.vue') },
    { path: '/settings/:part?', name: 'settings', component: () => import('./settings/SettingsPage.vue'), props: true },
    { path: '/:elsewhere(.*)*', redirect: beginning },
  ],
})
