import type { RouteRecordRaw } from 'vue-router';

export const inboxRoutes: RouteRecordRaw[] = [
  { path: '/inbox/:id?', component: () => import('./InboxPage.vue'), meta: { area: 'inbox' } },
];
