import type { RouteRecordRaw } from 'vue-router';

export const caseRoutes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./SearchPage.vue'), meta: { area: 'cases' } },
  // whoever may see a case may open its address: handlers and citizens too
  { path: '/cases/:id', component: () => import('./CasePage.vue'), meta: { signedIn: true } },
];
