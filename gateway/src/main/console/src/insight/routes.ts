import type { RouteRecordRaw } from 'vue-router';

export const insightRoutes: RouteRecordRaw[] = [
  {
    path: '/insight',
    component: () => import('./InsightPage.vue'),
    meta: { area: 'insight' },
    children: [
      { path: '', component: () => import('./OverviewPage.vue') },
      { path: 'scores', component: () => import('./ScoresPage.vue') },
      { path: 'cases', component: () => import('./CasesPage.vue') },
    ],
  },
];
