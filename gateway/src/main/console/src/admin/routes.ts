import type { RouteRecordRaw } from 'vue-router';

export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: () => import('./AdminPage.vue'),
    meta: { area: 'admin' },
    children: [
      { path: '', component: () => import('./WhoPage.vue') },
      { path: 'packs', component: () => import('./PacksPage.vue'), meta: { role: 'ADMIN' } },
      { path: 'policies', component: () => import('./PoliciesPage.vue'), meta: { role: 'ADMIN' } },
      { path: 'holidays', component: () => import('./HolidaysPage.vue'), meta: { role: 'ADMIN' } },
      { path: 'webhooks', component: () => import('./webhooks/WebhooksPage.vue'), meta: { role: 'SECURITY_ADMIN' } },
      { path: 'notifications', component: () => import('@/notify/RulesPage.vue'), meta: { role: 'ADMIN' } },
      { path: 'log', component: () => import('./LogPage.vue'), meta: { role: 'AUDIT_ADMIN' } },
    ],
  },
];
