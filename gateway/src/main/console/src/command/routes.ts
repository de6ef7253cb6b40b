import type { RouteRecordRaw } from 'vue-router';

export const commandRoutes: RouteRecordRaw[] = [
  { path: '/command', component: () => import('./CommandPage.vue'), meta: { area: 'command' } },
];
