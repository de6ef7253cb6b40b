import type { RouteRecordRaw } from 'vue-router';

export const insightRoutes: RouteRecordRaw[] = [
  { path: '/insight', component: () => import('./InsightPage.vue'), meta: { area: 'insight' } },
];
