import type { RouteRecordRaw } from 'vue-router';

export const deskRoutes: RouteRecordRaw[] = [
  { path: '/desk/community', component: () => import('./DeskPage.vue'), meta: { area: 'community' } },
  { path: '/desk/street', component: () => import('./DeskPage.vue'), meta: { area: 'street' } },
];
