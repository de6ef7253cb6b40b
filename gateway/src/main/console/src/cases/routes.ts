import type { RouteRecordRaw } from 'vue-router';

export const caseRoutes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./CasesPage.vue'), meta: { area: 'cases' } },
  { path: '/cases/:caseId', component: () => import('./CasesPage.vue'), meta: { area: 'cases' } },
];
