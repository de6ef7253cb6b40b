import type { RouteRecordRaw } from 'vue-router';

export const screenRoutes: RouteRecordRaw[] = [
  { path: '/screen', component: () => import('./ScreenPage.vue'), meta: { area: 'screen', bare: true } },
];
